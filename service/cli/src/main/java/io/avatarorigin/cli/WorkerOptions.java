package io.avatarorigin.cli;

import io.avatarorigin.settings.Loaded;
import io.avatarorigin.worker.config.WorkerConfig;
import io.avatarorigin.worker.config.WorkerConfigLoader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
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

  Loaded<WorkerConfig> load(Console console) {
    return WorkerConfigLoader.load(
        new SettingFlags(console, others)
            .add("--data", "data", data)
            .add("--model", "model", model)
            .add("--port", "port", port)
            .add("--admin-port", "admin.port", adminPort)
            .sources(config, WorkerConfigLoader.NAMES));
  }
}
