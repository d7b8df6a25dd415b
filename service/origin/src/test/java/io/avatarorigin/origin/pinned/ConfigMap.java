package io.avatarorigin.origin.pinned;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A ConfigMap as the kubelet mounts it: files in a folder with a time in its name, a link {@code
 * ..data} to it that is exchanged in one go, and a link through that one for each file.
 */
public final class ConfigMap {
  private static final Path DATA = Path.of("..data");

  private final Path folder;
  private int updates;
  private Optional<Path> current = Optional.empty();

  public ConfigMap(Path folder) {
    this.folder = folder;
  }

  public Path folder() {
    return folder;
  }

  /** What the kubelet does for texts. */
  public void update(Map<String, String> files) throws IOException {
    updateBytes(
        files.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, file -> file.getValue().getBytes(StandardCharsets.UTF_8))));
  }

  /** What the kubelet does when the ConfigMap has become another. */
  public void updateBytes(Map<String, byte[]> files) throws IOException {
    updates++;
    Path next = Files.createDirectory(folder.resolve("..2026_01_02_03_04_05." + updates));
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Files.write(next.resolve(file.getKey()), file.getValue());
    }
    Path link = folder.resolve("..data_tmp");
    Files.createSymbolicLink(link, next.getFileName());
    Files.move(link, folder.resolve(DATA), StandardCopyOption.ATOMIC_MOVE);
    for (String name : files.keySet()) {
      if (!Files.isSymbolicLink(folder.resolve(name))) {
        Files.createSymbolicLink(folder.resolve(name), DATA.resolve(name));
      }
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = entry.getFileName().toString();
        if (!name.startsWith("..") && !files.containsKey(name)) {
          Files.delete(entry);
        }
      }
    }
    if (current.isPresent()) {
      try (DirectoryStream<Path> old = Files.newDirectoryStream(current.get())) {
        for (Path file : old) {
          Files.delete(file);
        }
      }
      Files.delete(current.get());
    }
    current = Optional.of(next);
  }
}
