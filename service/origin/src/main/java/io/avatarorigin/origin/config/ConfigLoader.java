package io.avatarorigin.origin.config;

import io.avatarorigin.settings.ConfigSources;
import io.avatarorigin.settings.EnvironmentNames;
import io.avatarorigin.settings.Loaded;
import io.avatarorigin.settings.SettingsReader;
import io.avatarorigin.settings.raw.Value;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the settings from all their sources, and says everything that is wrong with them. */
public final class ConfigLoader {
  /** How the variables are named; the worker's begin with the origin's prefix as well. */
  public static final EnvironmentNames NAMES =
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
   * @throws io.avatarorigin.settings.ConfigException with every fault that was found
   */
  public static Loaded<OriginConfig> load(ConfigSources sources) {
    return new ConfigLoader(sources).load();
  }

  private Loaded<OriginConfig> load() {
    surroundings();
    if (!reader.isSet(SignatureConfig.CREDENTIALS_FROM)) {
      awsCredentials();
    }
    return reader.load(
        (values, faults) -> new CrossChecks(values, faults).run(), OriginConfig::create);
  }

  /** The defaults that depend on the machine. */
  private void surroundings() {
    reader.fallBack(
        OriginConfig.DATA, new Value.Scalar(sources.dataFolder("avatar-origin").toString(), ""));
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
