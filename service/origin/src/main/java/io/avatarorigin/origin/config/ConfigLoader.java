package io.avatarorigin.origin.config;

import io.avatarorigin.settings.ConfigException;
import io.avatarorigin.settings.ConfigPrinter;
import io.avatarorigin.settings.ConfigSources;
import io.avatarorigin.settings.EnvironmentNames;
import io.avatarorigin.settings.SettingsReader;
import io.avatarorigin.settings.Values;
import io.avatarorigin.settings.raw.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the settings from all their sources, and says everything that is wrong with them. */
public final class ConfigLoader {
  /** The worker's variables begin with the origin's prefix as well. */
  static final EnvironmentNames NAMES =
      new EnvironmentNames("AVATAR_ORIGIN_", List.of("AVATAR_ORIGIN_WORKER_"));

  private final ConfigSources sources;
  private final SettingsReader reader;

  private ConfigLoader(ConfigSources sources) {
    this.sources = sources;
    this.reader = new SettingsReader(OriginConfig.SETTINGS, NAMES, sources);
  }

  /**
   * Reads file, environment and flags; does not touch the data folder.
   *
   * @throws ConfigException with every fault that was found
   */
  public static LoadedConfig load(ConfigSources sources) {
    return new ConfigLoader(sources).load();
  }

  private LoadedConfig load() {
    surroundings();
    if (!reader.isSet(SignatureConfig.CREDENTIALS_FROM)) {
      awsCredentials();
    }
    Values values = reader.values();
    new CrossChecks(values, reader.faults()).run();
    if (!reader.faults().isEmpty()) {
      throw new ConfigException(reader.faults());
    }
    return new LoadedConfig(
        OriginConfig.create(values), ConfigPrinter.print(OriginConfig.SETTINGS, values));
  }

  /** The defaults that depend on the machine. */
  private void surroundings() {
    Map<String, String> environment = sources.environment();
    Path folder =
        Optional.ofNullable(environment.get("XDG_DATA_HOME"))
            .map(Path::of)
            .filter(Path::isAbsolute) // the XDG specification: a relative path is to be ignored
            .orElse(Path.of(environment.getOrDefault("HOME", "."), ".local", "share"));
    reader.fallBack(
        OriginConfig.DATA, new Value.Scalar(folder.resolve("avatar-origin").toString(), ""));
    reader.fallBack(
        EngineConfig.DRAWERS,
        new Value.Scalar(Integer.toString(Math.clamp(sources.cores(), 1, 256)), ""));
  }

  /** The variables that every AWS client knows; settings of our own count more. */
  private void awsCredentials() {
    String id = "AWS_ACCESS_KEY_ID";
    String secret = "AWS_SECRET_ACCESS_KEY";
    Map<String, Value.Field> pair = new TreeMap<>();
    Map.of(id, S3Credential.ACCESS_KEY_ID, secret, S3Credential.SECRET_ACCESS_KEY)
        .forEach(
            (variable, setting) -> {
              String text = sources.environment().getOrDefault(variable, "");
              if (!text.isEmpty()) {
                Value value = new Value.Scalar(text, variable);
                pair.put(setting.path(), new Value.Field(value, variable));
              }
            });
    if (!pair.isEmpty()) {
      String place = id + ", " + secret;
      reader.fallBack(
          S3Config.CREDENTIALS, new Value.Items(List.of(new Value.Fields(pair, place)), place));
    }
  }
}
