package io.avatarorigin.origin.config;

import io.avatarorigin.settings.Kind;
import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.OptionalKind;
import io.avatarorigin.settings.ScalarKind;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All settings of the origin.
 *
 * @param data the folder that everything is kept in; default {@code avatar-origin} in the user's
 *     data folder
 * @param model what draws; default the bundled model
 * @param vocabulary what turns hashes into prompts; default the preset azurda
 * @param sampler how pictures are sampled; default open
 * @param keys which keys name a picture
 * @param jpegQuality 1 to 100; default open, for the vocabulary's
 * @param s3 the S3 socket
 * @param web the web socket
 * @param admin the admin socket
 * @param limits what clients may hold of each socket
 * @param engine what draws, and the queue in front of it
 * @param cache how much drawn pictures may take
 * @param store the bucket in which several origins share what they draw
 * @param pinned what is served instead of drawn pictures
 * @param shutdownGrace how long a shutdown waits for draws that run; default 20 s
 */
public record OriginConfig(
    Path data,
    ModelSource model,
    VocabularySource vocabulary,
    SamplerConfig sampler,
    KeysConfig keys,
    Optional<Integer> jpegQuality,
    S3Config s3,
    WebConfig web,
    AdminConfig admin,
    LimitsConfig limits,
    EngineConfig engine,
    CacheConfig cache,
    StoreConfig store,
    PinnedConfig pinned,
    Duration shutdownGrace) {
  private static final Kind<ModelSource> MODEL_KIND =
      new ScalarKind<>(
          "bundled, a folder, or an http or https URL", OriginConfig::model, ModelSource::toString);

  /** A plain word is a preset; what has a slash or a dot is a file. */
  private static final Kind<VocabularySource> VOCABULARY_KIND =
      new ScalarKind<>(
          "a preset's name, or a YAML file",
          text ->
              text.matches("[A-Za-z0-9_-]+")
                  ? new VocabularySource.Preset(text)
                  : new VocabularySource.File(Kinds.path(text)),
          VocabularySource::toString);

  static final Setting<Path> DATA =
      new Setting<>(
          "data",
          Kinds.PATH,
          "$XDG_DATA_HOME/avatar-origin",
          "The folder that everything is kept in (without `XDG_DATA_HOME`:"
              + " `~/.local/share/avatar-origin`).");
  static final Setting<ModelSource> MODEL =
      new Setting<>(
          "model",
          MODEL_KIND,
          "bundled",
          "What draws: a folder in diffusers' ONNX layout, or the URL of a server, as in"
              + " `engine.urls`.");
  static final Setting<VocabularySource> VOCABULARY =
      new Setting<>("vocabulary", VOCABULARY_KIND, "azurda", "What turns hashes into prompts.");
  static final Setting<Optional<Integer>> JPEG_QUALITY =
      new Setting<>(
          "jpeg-quality",
          new OptionalKind<>(Kinds.integer(1, 100, "")),
          "",
          "Quality of JPEG renditions. Unset: the vocabulary's, else 85.");
  static final Setting<Duration> SHUTDOWN_GRACE =
      new Setting<>(
          "shutdown-grace",
          Kinds.duration(Duration.ZERO, Duration.ofHours(1)),
          "20s",
          "How long a shutdown waits for draws that run.");

  /** Every setting, in the order of docs/configuration.md. */
  static final List<Setting<?>> SETTINGS =
      Stream.<List<Setting<?>>>of(
              List.of(DATA, MODEL, VOCABULARY, JPEG_QUALITY, SHUTDOWN_GRACE),
              SamplerConfig.SETTINGS,
              KeysConfig.SETTINGS,
              S3Config.SETTINGS,
              S3ClientsConfig.SETTINGS,
              WebConfig.SETTINGS,
              BudgetsConfig.SETTINGS,
              AdminConfig.SETTINGS,
              LimitsConfig.SETTINGS,
              EngineConfig.SETTINGS,
              ExecutionConfig.SETTINGS,
              CacheConfig.SETTINGS,
              StoreConfig.SETTINGS,
              PinnedConfig.SETTINGS)
          .flatMap(List::stream)
          .toList();

  private static ModelSource model(String text) {
    if (text.equals("bundled")) {
      return new ModelSource.Bundled();
    }
    return text.matches("https?://.*")
        ? new ModelSource.Server(RemoteBucketSettings.server(text))
        : new ModelSource.Folder(Kinds.path(text));
  }

  static OriginConfig create(Values values) {
    return new OriginConfig(
        values.get(DATA),
        values.get(MODEL),
        values.get(VOCABULARY),
        SamplerConfig.create(values),
        KeysConfig.create(values),
        values.get(JPEG_QUALITY),
        S3Config.create(values),
        WebConfig.create(values),
        AdminConfig.create(values),
        LimitsConfig.create(values),
        EngineConfig.create(values, values.get(MODEL)),
        CacheConfig.create(values),
        StoreConfig.create(values),
        PinnedConfig.create(values),
        values.get(SHUTDOWN_GRACE));
  }

  /** The same with other S3 credentials. */
  public OriginConfig withCredentials(List<S3Credential> credentials) {
    return new OriginConfig(
        data,
        model,
        vocabulary,
        sampler,
        keys,
        jpegQuality,
        s3.withCredentials(credentials),
        web,
        admin,
        limits,
        engine,
        cache,
        store,
        pinned,
        shutdownGrace);
  }
}
