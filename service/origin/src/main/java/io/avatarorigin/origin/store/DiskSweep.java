package io.avatarorigin.origin.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps the objects folder under its size limit. What goes first: files of other content versions,
 * then renditions (milliseconds to make again), then portraits (a draw), each from the one that was
 * not used for longest. Reads times and sizes from the disk, so it needs no index in memory.
 */
final class DiskSweep {
  /** A sweep goes on to this part of the limit, so that it is not due again at once. */
  private static final double TARGET = 0.9;

  private static final System.Logger LOGGER = System.getLogger(DiskSweep.class.getName());

  private final DiskStore store;
  private final long limitBytes;
  private final StoreListener listener;
  private long sizeAtLastSweep = -1;
  private long writtenAtLastSweep;

  DiskSweep(DiskStore store, long limitBytes, StoreListener listener) {
    this.store = store;
    this.limitBytes = limitBytes;
    this.listener = listener;
  }

  /** Sweeps if what has been written since the last sweep can have passed the limit. */
  synchronized void sweepIfDue() {
    long written = store.writtenBytes();
    boolean due =
        sizeAtLastSweep < 0 || sizeAtLastSweep + written - writtenAtLastSweep > limitBytes;
    if (due) {
      writtenAtLastSweep = written;
      sizeAtLastSweep = sweep();
    }
  }

  private long sweep() {
    List<Entry> entries = entries();
    long total = entries.stream().mapToLong(Entry::bytes).sum();
    if (total <= limitBytes) {
      return total;
    }
    entries.sort(
        Comparator.comparing(Entry::current)
            .thenComparing(Entry::portrait)
            .thenComparingLong(Entry::usedAtMillis));
    long left = total;
    long removed = 0;
    for (Entry entry : entries) {
      if (left <= limitBytes * TARGET) {
        break;
      }
      if (delete(entry.path())) {
        left -= entry.bytes();
        removed++;
      }
    }
    listener.evicted(removed, total - left);
    LOGGER.log(
        System.Logger.Level.INFO,
        "disk swept files={0,number,#} bytes={1,number,#} left={2,number,#}",
        removed,
        total - left,
        left);
    return left;
  }

  private List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    if (!Files.isDirectory(store.objects())) {
      return entries;
    }
    try {
      Files.walkFileTree(
          store.objects(),
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              entries.add(entry(file, attributes));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE; // renamed or removed meanwhile
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + store.objects(), e);
    }
    return entries;
  }

  private Entry entry(Path file, BasicFileAttributes attributes) {
    boolean current = file.startsWith(store.version());
    boolean portrait = file.startsWith(store.version().resolve(DiskStore.Kind.PORTRAIT.folder()));
    return new Entry(
        file, current, portrait, attributes.lastModifiedTime().toMillis(), attributes.size());
  }

  private boolean delete(Path file) {
    try {
      return Files.deleteIfExists(file);
    } catch (IOException e) {
      LOGGER.log(System.Logger.Level.WARNING, "cannot delete file=" + file, e);
      listener.diskFailed();
      return false;
    }
  }

  private record Entry(
      Path path, boolean current, boolean portrait, long usedAtMillis, long bytes) {}
}
