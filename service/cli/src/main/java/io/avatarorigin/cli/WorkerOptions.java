package io.avatarorigin.cli;

import io.avatarorigin.settings.ConfigSources;
import io.avatarorigin.worker.config.LoadedWorkerConfig;
import io.avatarorigin.worker.config.WorkerConfigLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that name the worker's settings. */
final class WorkerOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings in YAML (also: AVATAR_ORIGIN_WORKER_CONFIG).")
  @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where models are kept; by default the user's data folder.")
  @Nullable String data;

  @Option(
      names = "--model",
      paramLabel = "bundled|DIR|SOURCE",
      description =
          "What draws: a folder in diffusers' ONNX layout, or hf://ORGANISATION/NAME[@REVISION] or"
              + " s3://BUCKET/PREFIX, fetched at the first start.")
  @Nullable String model;

  @Option(names = "--port", paramLabel = "N", description = "By default 7860; 0 for any.")
  @Nullable String port;

  @Option(names = "--admin-port", paramLabel = "N", description = "By default 8081; 0 for any.")
  @Nullable String adminPort;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Any other setting, such as lanes=2; may be repeated.")
  Map<String, String> others = new LinkedHashMap<>();

  LoadedWorkerConfig load(Console console) {
    List<ConfigSources.Flag> flags = new ArrayList<>();
    others.forEach((path, text) -> flags.add(new ConfigSources.Flag("--set", path, text)));
    add(flags, "--data", "data", data);
    add(flags, "--model", "model", model);
    add(flags, "--port", "port", port);
    add(flags, "--admin-port", "admin.port", adminPort);
    return WorkerConfigLoader.load(
        new ConfigSources(
            Optional.ofNullable(config).or(() -> fromEnvironment(console)),
            console.environment(),
            flags,
            Runtime.getRuntime().availableProcessors()));
  }

  private static void add(
      List<ConfigSources.Flag> flags, String name, String path, @Nullable String text) {
    if (text != null) {
      flags.add(new ConfigSources.Flag(name, path, text));
    }
  }

  private static Optional<Path> fromEnvironment(Console console) {
    return Optional.ofNullable(console.environment().get(WorkerConfigLoader.NAMES.ofFile()))
        .filter(file -> !file.isEmpty())
        .map(Path::of);
  }
}
