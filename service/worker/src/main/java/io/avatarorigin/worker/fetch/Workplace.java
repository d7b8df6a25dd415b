package io.avatarorigin.worker.fetch;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import io.avatarorigin.worker.fetch.source.FetchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The hidden folder in which a model comes together; what a fetcher that died has left of the same
 * content is gone on with. Used under the {@link FolderLock}.
 */
final class Workplace {
  private final Path folder;
  private final Manifest plan;

  private Workplace(Path folder, Manifest plan) {
    this.folder = folder;
    this.plan = plan;
  }

  /** Takes a folder over: all that the plan has no use for goes. */
  static Workplace open(Path folder, Manifest plan) throws IOException {
    Files.createDirectories(folder);
    Optional<Manifest> before = Manifest.read(folder);
    Map<String, Manifest.Entry> kept = before.map(Manifest::byPath).orElse(Map.of());
    Map<String, Manifest.Entry> planned = plan.byPath();
    for (Path path : Durable.below(folder)) {
      String name = folder.relativize(path).toString().replace('\\', '/');
      if (Files.isDirectory(path)) {
        deleteIfEmpty(path, folder);
      } else if (!isPart(path, planned.get(name), kept.get(name))) {
        Files.delete(path);
      }
    }
    plan.write(folder);
    for (Manifest.Entry entry : plan.files()) {
      Files.createDirectories(folder.resolve(entry.path()).resolveSibling(""));
    }
    return new Workplace(folder, plan);
  }

  private static boolean isPart(
      Path file,
      Manifest.@org.jspecify.annotations.Nullable Entry planned,
      Manifest.@org.jspecify.annotations.Nullable Entry kept)
      throws IOException {
    return planned != null
        && kept != null
        && planned.continues(kept)
        && Files.size(file) <= planned.bytes();
  }

  private static void deleteIfEmpty(Path path, Path root) throws IOException {
    try (var children = Files.newDirectoryStream(path)) {
      if (!path.equals(root) && !children.iterator().hasNext()) {
        Files.delete(path);
      }
    }
  }

  Path folder() {
    return folder;
  }

  Path file(String path) {
    return folder.resolve(path);
  }

  /** Bytes of a file that are here. */
  long there(String path) {
    try {
      return Files.exists(file(path)) ? Files.size(file(path)) : 0;
    } catch (IOException e) {
      throw DiskFaults.of(file(path), e);
    }
  }

  /** Refuses to begin what the disk has no room for. */
  void requireSpace() throws IOException {
    long missing = plan.bytes();
    for (Manifest.Entry entry : plan.files()) {
      missing -= there(entry.path());
    }
    long free = Files.getFileStore(folder).getUsableSpace();
    if (free > 0 && free < missing) { // some file systems do not know, and say 0
      throw new FetchException(
          FetchException.Kind.DISK,
          "%s: no space: %d MB are missing and %d MB are free"
              .formatted(folder.resolveSibling(""), (missing >> 20) + 1, free >> 20));
    }
  }

  /** Brings the whole folder to its place, from where an older one goes. */
  Manifest publish(Map<String, String> sha256, Destination destination) throws IOException {
    Manifest whole = plan.with(sha256);
    whole.write(folder);
    Durable.forceFolders(folder);
    Durable.deleteTree(destination.replaced()); // of a fetcher that died
    if (Files.exists(destination.folder())) {
      Files.move(destination.folder(), destination.replaced(), ATOMIC_MOVE);
    }
    Files.move(folder, destination.folder(), ATOMIC_MOVE);
    Durable.force(destination.parent());
    Durable.deleteTree(destination.replaced());
    return whole;
  }
}
