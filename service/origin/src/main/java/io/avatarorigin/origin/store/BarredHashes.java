package io.avatarorigin.origin.store;

import io.avatarorigin.vocabulary.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The hashes whose pictures an administrator has barred: a file with one hash a line, written by
 * {@code avatar-origin forget} and read again when it has changed. A line that is no hash is
 * reported and bars nothing; a file that cannot be read leaves what was barred before.
 */
public final class BarredHashes {
  private static final System.Logger LOGGER = System.getLogger(BarredHashes.class.getName());

  private final Path file;
  private volatile Set<Hash> hashes = Set.of();
  private FileTime readAt = FileTime.fromMillis(0);
  private long readBytes = -1;

  /** Nothing is barred until the first {@link #refresh}. */
  public BarredHashes(Path file) {
    this.file = file;
  }

  boolean contains(Hash hash) {
    Set<Hash> now = hashes;
    return !now.isEmpty() && now.contains(hash);
  }

  /** Reads the file if it is another one than last time; returns what it bars anew. */
  synchronized Set<Hash> refresh() {
    Set<Hash> before = hashes;
    try {
      FileTime changed = Files.getLastModifiedTime(file);
      long bytes = Files.size(file);
      if (changed.equals(readAt) && bytes == readBytes) {
        return Set.of();
      }
      hashes = parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList());
      readAt = changed;
      readBytes = bytes;
    } catch (NoSuchFileException e) {
      hashes = Set.of();
      readBytes = -1;
    } catch (IOException e) {
      LOGGER.log(
          System.Logger.Level.WARNING, "barred hashes not read, keeping the last file=" + file, e);
    }
    Set<Hash> added = new HashSet<>(hashes);
    added.removeAll(before);
    return added;
  }

  private Set<Hash> parse(List<String> lines) {
    Set<Hash> barred = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (Hash.isHash(line)) {
        barred.add(Hash.parse(line));
      } else if (!line.isEmpty()) {
        LOGGER.log(
            System.Logger.Level.WARNING,
            "not a hash, bars nothing file={0} line={1,number,#}",
            file,
            i + 1);
      }
    }
    return Set.copyOf(barred);
  }
}
