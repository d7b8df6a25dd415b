package io.avatarorigin.worker.config;

import io.avatarorigin.settings.Kind;
import io.avatarorigin.settings.ScalarKind;
import io.avatarorigin.worker.fetch.source.ModelSource;

/** What a worker draws with. */
public sealed interface WorkerModel {
  /** The small model that comes with the program. */
  record Bundled() implements WorkerModel {
    @Override
    public String toString() {
      return "bundled";
    }
  }

  /** One that is read or fetched from somewhere. */
  record From(ModelSource source) implements WorkerModel {
    @Override
    public String toString() {
      return source.toString();
    }
  }

  /** What the setting takes. */
  Kind<WorkerModel> KIND =
      new ScalarKind<>("bundled, " + ModelSource.FORMS, WorkerModel::parse, WorkerModel::toString);

  private static WorkerModel parse(String text) {
    return text.equals("bundled") ? new Bundled() : new From(absolute(ModelSource.parse(text)));
  }

  /** A relative path is below the folder that the program was started in. */
  private static ModelSource absolute(ModelSource source) {
    return switch (source) {
      case ModelSource.FileSource(var path) ->
          new ModelSource.FileSource(path.toAbsolutePath().normalize());
      case ModelSource.HubSource _, ModelSource.S3Source _ -> source;
    };
  }
}
