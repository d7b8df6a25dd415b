package io.avatarorigin.cli;

import io.avatarorigin.origin.avatar.ImageFormat;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a picture goes. It is looked at before the draw, so that a person need not wait for the bad
 * news.
 */
record OutputFile(Path path, ImageFormat format) {
  /** Takes the path, if a picture can be written there. */
  static OutputFile check(Path path) {
    if (path.getFileName() == null || Files.isDirectory(path)) {
      throw CommandFailure.wrongUse(
          "--output must name a file, and %s is a folder".formatted(path.toAbsolutePath()));
    }
    ImageFormat format = format(path);
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw CommandFailure.wrongUse("--output: there is no folder " + folder);
    }
    if (!Files.isWritable(Files.exists(path) ? path : folder)) {
      throw CommandFailure.failed(
          "cannot write %s; choose another file with --output".formatted(path));
    }
    return new OutputFile(path, format);
  }

  private static ImageFormat format(Path path) {
    String name = path.getFileName().toString();
    return ImageFormat.ofExtension(name.substring(name.lastIndexOf('.') + 1))
        .orElseThrow(
            () ->
                CommandFailure.wrongUse(
                    "--output must end in .png, .jpg, .jpeg or .webp, not " + name));
  }
}
