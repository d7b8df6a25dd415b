package io.avatarorigin.worker.config;

import io.avatarorigin.settings.Kind;
import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.ScalarKind;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where the model comes from. */
public sealed interface ModelSource {
  /** The small model that comes with the program. */
  record Bundled() implements ModelSource {
    @Override
    public String toString() {
      return "bundled";
    }
  }

  /** A folder in diffusers' ONNX layout. */
  record Folder(Path path) implements ModelSource {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /** What begins as a URL does is no folder. */
  Pattern SCHEME = Pattern.compile("[a-z][a-z0-9+.-]+:.*");

  /** What the setting takes. */
  Kind<ModelSource> KIND =
      new ScalarKind<>("bundled, or a folder", ModelSource::parse, ModelSource::toString);

  private static ModelSource parse(String text) {
    if (text.equals("bundled")) {
      return new Bundled();
    }
    if (SCHEME.matcher(text).matches()) {
      throw new IllegalArgumentException("no such source: " + text);
    }
    return new Folder(Kinds.path(text));
  }
}
