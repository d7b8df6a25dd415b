package io.avatarorigin.origin.config;

import java.nio.file.Path;

/** Where the model comes from: {@code bundled}, or a folder in diffusers' ONNX layout. */
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
}
