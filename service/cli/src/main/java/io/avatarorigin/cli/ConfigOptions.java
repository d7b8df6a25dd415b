package io.avatarorigin.cli;

import io.avatarorigin.origin.config.ConfigLoader;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.settings.Loaded;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that name settings, which all commands share. */
final class ConfigOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings in YAML (also: AVATAR_ORIGIN_CONFIG).")
  @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where everything is kept; by default the user's data folder.")
  @Nullable String data;

  @Option(
      names = "--model",
      paramLabel = "bundled|DIR|URL",
      description = "What draws: a folder in diffusers' ONNX layout, or a server.")
  @Nullable String model;

  @Option(
      names = "--vocabulary",
      paramLabel = "PRESET|FILE",
      description = "What turns hashes into prompts; by default azurda.")
  @Nullable String vocabulary;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Any other setting, such as web.access=off; may be repeated.")
  Map<String, String> others = new LinkedHashMap<>();

  /**
   * A command's own flag for a setting.
   *
   * @param text what was given, null where nothing was
   */
  record Flag(String name, String path, @Nullable String text) {}

  /** The settings, with the command's own flags counting most. */
  Loaded<OriginConfig> load(Console console, List<Flag> ownFlags) {
    SettingFlags flags = new SettingFlags(console, others);
    ownFlags.forEach(flag -> flags.add(flag.name(), flag.path(), flag.text()));
    return ConfigLoader.load(
        flags
            .add("--data", "data", data)
            .add("--model", "model", model)
            .add("--vocabulary", "vocabulary", vocabulary)
            .sources(config, ConfigLoader.NAMES));
  }
}
