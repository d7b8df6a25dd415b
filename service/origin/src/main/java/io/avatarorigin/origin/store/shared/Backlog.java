package io.avatarorigin.origin.store.shared;

import io.avatarorigin.vocabulary.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Stream;

/**
 * The hashes whose portraits wait to be shared, each with an empty file of its name, so that a
 * restart forgets none. Bounded: what is drawn beyond that stays this origin's own.
 */
final class Backlog {
  private static final System.Logger LOGGER = System.getLogger(Backlog.class.getName());

  /** More than a day of draws, one each second. */
  private static final int MOST = 100_000;

  private final Path folder;
  private final SequencedSet<Hash> hashes = new LinkedHashSet<>();
  private boolean wasFull;

  private Backlog(Path folder) {
    this.folder = folder;
  }

  /** What an earlier process has left in this folder, which need not exist. */
  static Backlog open(Path folder) {
    Backlog backlog = new Backlog(folder);
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(Hash::isHash)
          .map(Hash::parse)
          .limit(MOST)
          .forEach(backlog.hashes::add);
    } catch (NoSuchFileException e) {
      return backlog;
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.WARNING, "backlog not read folder=" + folder, e);
    }
    return backlog;
  }

  synchronized int size() {
    return hashes.size();
  }

  synchronized boolean isEmpty() {
    return hashes.isEmpty();
  }

  /** All, the longest waiting first. */
  synchronized List<Hash> all() {
    return List.copyOf(hashes);
  }

  synchronized void add(Hash hash) {
    if (hashes.size() >= MOST && !hashes.contains(hash)) {
      if (!wasFull) {
        wasFull = true;
        LOGGER.log(
            System.Logger.Level.WARNING,
            "the backlog is full; what is drawn from now on will not be shared size={0,number,#}",
            MOST);
      }
      return;
    }
    if (hashes.add(hash)) {
      mark(hash);
    }
  }

  /** Puts the hash behind the others. */
  synchronized void postpone(Hash hash) {
    hashes.addLast(hash);
  }

  synchronized void remove(Hash hash) {
    wasFull = false;
    hashes.remove(hash);
    try {
      Files.deleteIfExists(marker(hash));
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.WARNING, "marker not deleted file=" + marker(hash), e);
    }
  }

  private void mark(Hash hash) {
    try {
      Files.createDirectories(folder);
      Files.write(marker(hash), new byte[0]);
    } catch (IOException e) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "marker not written, a restart forgets it file=" + marker(hash),
          e);
    }
  }

  private Path marker(Hash hash) {
    return folder.resolve(hash.digits());
  }
}
