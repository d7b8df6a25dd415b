package io.avatarorigin.worker.config;

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

/** Reads the worker's settings from all their sources, and says everything that is wrong. */
public final class WorkerConfigLoader {
  /** How the variables are named. */
  public static final EnvironmentNames NAMES =
      new EnvironmentNames("AVATAR_ORIGIN_WORKER_", List.of());

  private WorkerConfigLoader() {}

  /**
   * Reads file, environment and flags.
   *
   * @throws ConfigException with every fault that was found
   */
  public static LoadedWorkerConfig load(ConfigSources sources) {
    SettingsReader reader = new SettingsReader(WorkerConfig.SETTINGS, NAMES, sources);
    reader.fallBack(
        WorkerConfig.DATA, new Value.Scalar(dataFolder(sources.environment()).toString(), ""));
    reader.fallBack(
        EngineConfig.LANES,
        new Value.Scalar(Integer.toString(Math.clamp(sources.cores(), 1, 256)), ""));
    Values values = reader.values();
    new CrossChecks(values, reader.faults()).run();
    if (!reader.faults().isEmpty()) {
      throw new ConfigException(reader.faults());
    }
    return new LoadedWorkerConfig(
        WorkerConfig.create(values), ConfigPrinter.print(WorkerConfig.SETTINGS, values));
  }

  private static Path dataFolder(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("XDG_DATA_HOME"))
        .map(Path::of)
        .filter(Path::isAbsolute) // the XDG specification: a relative path is to be ignored
        .orElse(Path.of(environment.getOrDefault("HOME", "."), ".local", "share"))
        .resolve("avatar-origin");
  }
}
