package io.avatarorigin.origin.config;

import io.avatarorigin.origin.config.raw.Fault;
import io.avatarorigin.origin.config.raw.Layers;
import io.avatarorigin.origin.config.raw.UnknownKeys;
import io.avatarorigin.origin.config.raw.Value;
import io.avatarorigin.origin.config.raw.YamlReader;
import io.avatarorigin.origin.config.setting.ConfigPrinter;
import io.avatarorigin.origin.config.setting.EnvironmentLayer;
import io.avatarorigin.origin.config.setting.Setting;
import io.avatarorigin.origin.config.setting.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads the settings from all their sources, and says everything that is wrong with them. */
public final class ConfigLoader {
  private static final List<Setting<?>> SETTINGS = OriginConfig.SETTINGS;

  private final ConfigSources sources;
  private final List<Fault> faults = new ArrayList<>();
  private final Layers layers;

  private ConfigLoader(ConfigSources sources) {
    this.sources = sources;
    this.layers =
        new Layers(
            sources
                .file()
                .map(file -> YamlReader.readFile(file, faults))
                .orElse(new Value.Fields(Map.of(), "")));
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
    new EnvironmentLayer(SETTINGS, faults).apply(sources.environment(), layers);
    sources.flags().forEach(this::apply);
    if (layers.find(SignatureConfig.CREDENTIALS_FROM.path()).isEmpty()) {
      awsCredentials();
    }
    Values values = Values.read(layers, SETTINGS, "", faults);
    new CrossChecks(values, faults).run();
    if (!faults.isEmpty()) {
      throw new ConfigException(faults);
    }
    return new LoadedConfig(OriginConfig.create(values), ConfigPrinter.print(SETTINGS, values));
  }

  /** The defaults that depend on the machine. */
  private void surroundings() {
    Map<String, String> environment = sources.environment();
    Path folder =
        Optional.ofNullable(environment.get("XDG_DATA_HOME"))
            .map(Path::of)
            .filter(Path::isAbsolute) // the XDG specification: a relative path is to be ignored
            .orElse(Path.of(environment.getOrDefault("HOME", "."), ".local", "share"));
    fallBack(OriginConfig.DATA, folder.resolve("avatar-origin").toString());
    fallBack(EngineConfig.DRAWERS, Integer.toString(Math.clamp(sources.cores(), 1, 256)));
  }

  private void fallBack(Setting<?> setting, String text) {
    layers.fallBack(setting.path(), new Value.Scalar(text, ""));
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
      layers.fallBack(
          S3Config.CREDENTIALS.path(),
          new Value.Items(List.of(new Value.Fields(pair, place)), place));
    }
  }

  private void apply(ConfigSources.Flag flag) {
    for (Setting<?> setting : SETTINGS) {
      if (setting.path().equals(flag.path())) {
        layers.override(flag.path(), setting.kind().ofText(flag.text(), flag.name(), faults));
        return;
      }
    }
    UnknownKeys known = new UnknownKeys(SETTINGS.stream().map(Setting::path).toList(), faults);
    faults.add(new Fault(flag.name(), flag.path(), "is unknown" + known.suggestion(flag.path())));
  }
}
