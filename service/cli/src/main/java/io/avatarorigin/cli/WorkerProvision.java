package io.avatarorigin.cli;

import io.avatarorigin.model.BundledModel;
import io.avatarorigin.worker.config.WorkerConfig;
import io.avatarorigin.worker.config.WorkerModel;
import io.avatarorigin.worker.fetch.FetchListener;
import io.avatarorigin.worker.fetch.FetchOptions;
import io.avatarorigin.worker.fetch.FetchStage;
import io.avatarorigin.worker.fetch.ModelFetcher;
import io.avatarorigin.worker.fetch.source.ModelSource;
import io.avatarorigin.worker.load.LoadProgress;
import io.avatarorigin.worker.load.LoadStage;
import io.avatarorigin.worker.load.ModelProvision;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.CRC32;

/** Brings the model that a worker's settings name. */
record WorkerProvision(WorkerConfig config, FetchOptions options, Optional<Path> graphs)
    implements ModelProvision {
  private static final System.Logger LOGGER = System.getLogger(WorkerProvision.class.getName());

  @Override
  public Path provide(LoadProgress progress) {
    return switch (config.model()) {
      case WorkerModel.Bundled _ -> {
        progress.at(LoadStage.FETCHING, 0);
        yield BundledModel.unpack(config.data());
      }
      case WorkerModel.From(ModelSource source) ->
          ModelFetcher.obtain(source, folder(source), options, new Listener(progress));
    };
  }

  /** One for each source, so that another model does not have to make room. */
  private Path folder(ModelSource source) {
    String text = source.toString();
    CRC32 digest = new CRC32();
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    String readable = text.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+", "");
    String name = readable.substring(0, Math.min(readable.length(), 100));
    return config.data().resolve("models").resolve("%s-%08x".formatted(name, digest.getValue()));
  }

  private record Listener(LoadProgress progress) implements FetchListener {
    @Override
    public void progress(FetchStage stage, long done, long total) {
      int percent = total <= 0 ? 0 : Math.clamp(100 * done / total, 0, 100);
      progress.at(
          switch (stage) {
            case FETCHING -> LoadStage.FETCHING;
            case VERIFYING -> LoadStage.VERIFYING;
          },
          percent);
    }

    @Override
    public void note(String sentence) {
      LOGGER.log(System.Logger.Level.INFO, sentence);
    }
  }
}
