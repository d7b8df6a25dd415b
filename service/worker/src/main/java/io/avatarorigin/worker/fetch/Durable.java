package io.avatarorigin.worker.fetch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Trees of files that outlive a loss of power, or are gone. */
final class Durable {
  private Durable() {}

  /** Waits until a file's content, or a folder's names, are on the disk. */
  static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** The same for all folders of a tree. */
  static void forceFolders(Path tree) throws IOException {
    for (Path path : below(tree)) {
      if (Files.isDirectory(path)) {
        force(path);
      }
    }
  }

  static void deleteTree(Path tree) throws IOException {
    for (Path path : below(tree)) {
      Files.deleteIfExists(path);
    }
  }

  /** What lies below a folder, and the folder, which comes last; nothing where there is none. */
  static List<Path> below(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(tree)) {
      return paths.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
