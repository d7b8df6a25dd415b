package io.avatarorigin.cli;

import io.avatarorigin.model.BundledModel;
import io.avatarorigin.origin.LocalModel;
import io.avatarorigin.origin.config.EngineConfig;
import io.avatarorigin.origin.config.ModelSource;
import io.avatarorigin.origin.config.OriginConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

/** Finds the folder of the model that the settings name. */
final class ModelFolders {
  private ModelFolders() {}

  /** The model that draws here; its optimized graphs are stored in the user's cache folder. */
  static LocalModel local(OriginConfig config, Console console) {
    return new LocalModel(() -> find(config), UserCache.graphs(console));
  }

  /** The folder; the bundled model is unpacked into the data folder at its first use. */
  static Path find(OriginConfig config) {
    EngineConfig.Kind kind = config.engine().kind();
    if (kind != EngineConfig.Kind.EMBEDDED && !(config.model() instanceof ModelSource.Server)) {
      throw CommandFailure.wrongUse(
          "engine.kind is %s, and this command draws here: add --set engine.kind=embedded"
              .formatted(kind.name().toLowerCase(Locale.ROOT)));
    }
    return switch (config.model()) {
      case ModelSource.Bundled _ -> BundledModel.unpack(config.data());
      case ModelSource.Folder(Path path) -> path;
      case ModelSource.Server(URI url) ->
          throw CommandFailure.wrongUse(
              "the model is at " + url + ", and this command draws here: name a folder by --model");
    };
  }
}
