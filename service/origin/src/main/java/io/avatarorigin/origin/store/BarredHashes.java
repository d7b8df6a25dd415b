package io.avatarorigin.origin.store;

import io.avatarorigin.vocabulary.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The hashes whose pictures an administrator has barred: a file with one hash a line, written by
 * {@code avatar-origin forget} and read again when it has changed.
 */
public final class BarredHashes {
  private static final System.Logger LOGGER = System.getLogger(BarredHashes.class.getName());

  private final Path file;
  private volatile Set<Hash> hashes = Set.of();
  private FileTime readAt = FileTime.fromMillis(0);
  private long readBytes = -1;

  public BarredHashes(Path file) {
    this.file = file;
    refresh();
  }

  boolean contains(Hash hash) {
    Set<Hash> now = hashes;
    return !now.isEmpty() && now.contains(hash);
  }

  /** Reads the file again if it is another one than last time. */
  public synchronized void refresh() {
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      long bytes = Files.size(file);
      if (changed.equals(readAt) && bytes == readBytes) {
        return;
      }
      try (Stream<String> lines = Files.lines(file)) {
        hashes =
            lines
                .map(String::strip)
                .filter(Hash::isHash)
                .map(Hash::parse)
                .collect(Collectors.toUnmodifiableSet());
      }
      readAt = changed;
      readBytes = bytes;
    } catch (NoSuchFileException e) {
      hashes = Set.of();
      readBytes = -1;
    } catch (IOException e) {
      LOGGER.log(
          System.Logger.Level.WARNING, "barred hashes not read, keeping the last file=" + file, e);
    }
  }
}
