package io.avatarorigin.worker.config;

import io.avatarorigin.settings.ConfigSources;
import io.avatarorigin.settings.EnvironmentNames;
import io.avatarorigin.settings.Loaded;
import io.avatarorigin.settings.SettingsReader;
import io.avatarorigin.settings.raw.Value;
import java.util.List;

/** Reads the worker's settings from all their sources, and says everything that is wrong. */
public final class WorkerConfigLoader {
  /** How the variables are named. */
  public static final EnvironmentNames NAMES =
      new EnvironmentNames("AVATAR_ORIGIN_WORKER_", List.of());

  private WorkerConfigLoader() {}

  /**
   * Reads file, environment and flags.
   *
   * @throws io.avatarorigin.settings.ConfigException with every fault that was found
   */
  public static Loaded<WorkerConfig> load(ConfigSources sources) {
    SettingsReader reader = new SettingsReader(WorkerConfig.SETTINGS, NAMES, sources);
    reader.fallBack(
        WorkerConfig.DATA, new Value.Scalar(sources.dataFolder("avatar-origin").toString(), ""));
    reader.fallBack(
        EngineConfig.LANES,
        new Value.Scalar(Integer.toString(Math.clamp(sources.cores(), 1, 256)), ""));
    return reader.load(
        (values, faults) -> new CrossChecks(values, faults).run(), WorkerConfig::create);
  }
}
