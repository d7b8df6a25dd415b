package io.avatarorigin.worker.config;

import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.OptionalKind;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All settings of the worker.
 *
 * @param model what draws; default the bundled model
 * @param modelLabel what origins' settings call the model; default nothing
 * @param data the folder that models are kept in; default {@code avatar-origin} in the user's data
 *     folder
 * @param host the address to listen on; default 127.0.0.1
 * @param port the port to listen on, 0 for any that is free; default 7860
 * @param access who may have pictures drawn
 * @param admin the admin socket
 * @param engine how the model is run
 * @param limits what a request may ask for, and clients may hold
 * @param shutdownGrace how long a shutdown waits for pictures that are being drawn; default 20 s
 */
public record WorkerConfig(
    WorkerModel model,
    Optional<String> modelLabel,
    Path data,
    String host,
    int port,
    AccessConfig access,
    AdminConfig admin,
    EngineConfig engine,
    LimitsConfig limits,
    Duration shutdownGrace) {
  static final Setting<WorkerModel> MODEL =
      new Setting<>(
          "model",
          WorkerModel.KIND,
          "bundled",
          "What draws: the bundled model, a folder in diffusers' ONNX layout, or one that is fetched"
              + " at the first start and kept below `data`; see [models.md](models.md#fetch-one).");
  static final Setting<Optional<String>> MODEL_LABEL =
      new Setting<>(
          "model-label",
          new OptionalKind<>(Kinds.text("a text", "[ -~]{1,300}")),
          "",
          "What the model is called in the settings of origins: one whose `engine.model` is another"
              + " text asks other workers, so that nothing is drawn with the wrong model while it"
              + " is exchanged.");
  static final Setting<Path> DATA =
      new Setting<>(
          "data",
          Kinds.PATH,
          "$XDG_DATA_HOME/avatar-origin",
          "The folder that models are kept in (without `XDG_DATA_HOME`:"
              + " `~/.local/share/avatar-origin`).");
  static final Setting<String> HOST =
      new Setting<>(
          "host",
          Kinds.ADDRESS,
          "127.0.0.1",
          "The address to listen on; 0.0.0.0 for all, which takes `token`, `token-file`,"
              + " `tls.client-ca` or `open`.");
  static final Setting<Integer> PORT =
      new Setting<>("port", Kinds.PORT, "7860", "The port of the APIs.");
  static final Setting<Duration> SHUTDOWN_GRACE =
      new Setting<>(
          "shutdown-grace",
          Kinds.duration(Duration.ZERO, Duration.ofHours(1)),
          "20s",
          "How long a shutdown waits for pictures that are being drawn. In Kubernetes some seconds"
              + " less than `terminationGracePeriodSeconds`.");

  /** Every setting, in the order of docs/worker.md. */
  static final List<Setting<?>> SETTINGS =
      Stream.<List<Setting<?>>>of(
              List.of(MODEL, MODEL_LABEL, DATA, HOST, PORT, SHUTDOWN_GRACE),
              AccessConfig.SETTINGS,
              AdminConfig.SETTINGS,
              EngineConfig.SETTINGS,
              LimitsConfig.SETTINGS)
          .flatMap(List::stream)
          .toList();

  static WorkerConfig create(Values values) {
    return new WorkerConfig(
        values.get(MODEL),
        values.get(MODEL_LABEL),
        values.get(DATA),
        values.get(HOST),
        values.get(PORT),
        AccessConfig.create(values),
        AdminConfig.create(values),
        EngineConfig.create(values),
        LimitsConfig.create(values),
        values.get(SHUTDOWN_GRACE));
  }
}
