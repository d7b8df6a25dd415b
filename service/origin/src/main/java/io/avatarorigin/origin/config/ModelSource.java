package io.avatarorigin.origin.config;

import java.net.URI;
import java.nio.file.Path;

/** Where the model comes from: {@code bundled}, a folder in diffusers' ONNX layout, or a server. */
public sealed interface ModelSource {
  /** The small model that comes with the program. */
  record Bundled() implements ModelSource {
    @Override
    public String toString() {
      return "bundled";
    }
  }

  /** A folder with {@code model_index.json}. */
  record Folder(Path path) implements ModelSource {
    @Override
    public String toString() {
      return path.toString();
    }
  }

  /** A server that has one. */
  record Server(URI url) implements ModelSource {
    @Override
    public String toString() {
      return url.toString();
    }
  }
}
