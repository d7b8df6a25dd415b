package io.avatarorigin.origin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A folder kept as Kubernetes keeps a mounted Secret: files are links through {@code ..data}, which
 * links to a folder of its own for each version and is put in place of the one before by renaming.
 */
final class MountedSecret {
  private final Path folder;
  private int versions;

  private MountedSecret(Path folder) {
    this.folder = folder;
  }

  static MountedSecret at(Path folder) {
    return new MountedSecret(folder);
  }

  /** Puts these files, text by name, in the place of those before, all at once. */
  void swap(Map<String, String> files) throws IOException {
    Path version = Files.createDirectory(folder.resolve("..version-" + versions++));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(version.resolve(file.getKey()), file.getValue());
    }
    Path beside = folder.resolve("..data_tmp");
    Files.createSymbolicLink(beside, version.getFileName());
    Files.move(
        beside,
        folder.resolve("..data"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    for (String name : files.keySet()) {
      Path link = folder.resolve(name);
      if (!Files.isSymbolicLink(link)) {
        Files.createSymbolicLink(link, Path.of("..data", name));
      }
    }
    for (Path link : links()) {
      if (!files.containsKey(link.getFileName().toString())) {
        Files.delete(link);
      }
    }
  }

  private List<Path> links() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return new ArrayList<>(
          entries.filter(entry -> !entry.getFileName().toString().startsWith("..")).toList());
    }
  }
}
