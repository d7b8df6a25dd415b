package io.avatarorigin.origin.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the objects folder under its size limit. What goes first: files of other content versions,
 * then renditions (milliseconds to make again), then portraits (a draw), each from the half hour in
 * which it was last used. One walk counts, a second one deletes, so that a folder of any size takes
 * little memory.
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
    Count count = new Count();
    walk(count);
    if (count.total <= limitBytes) {
      return count.total;
    }
    Removal removal = new Removal(count.total - (long) (limitBytes * TARGET), count.bytesByAge);
    walk(removal);
    listener.evicted(removal.files, removal.bytes);
    LOGGER.log(
        System.Logger.Level.INFO,
        "disk swept files={0,number,#} bytes={1,number,#} left={2,number,#}",
        removal.files,
        removal.bytes,
        count.total - removal.bytes);
    return count.total - removal.bytes;
  }

  private void walk(SimpleFileVisitor<Path> visitor) {
    if (!Files.isDirectory(store.objects())) {
      return;
    }
    try {
      Files.walkFileTree(store.objects(), visitor);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + store.objects(), e);
    }
  }

  /** What decides when a file goes; the least goes first. */
  private record Age(int worth, long halfHour) implements Comparable<Age> {
    private static final long HALF_HOUR_MILLIS = DiskStore.USE_RESOLUTION.toMillis();

    static Age of(Path file, BasicFileAttributes attributes, Path version) {
      boolean portrait = file.startsWith(version.resolve(DiskStore.Kind.PORTRAIT.folder()));
      int worth = portrait ? 2 : file.startsWith(version) ? 1 : 0;
      return new Age(worth, attributes.lastModifiedTime().toMillis() / HALF_HOUR_MILLIS);
    }

    @Override
    public int compareTo(Age other) {
      return worth == other.worth
          ? Long.compare(halfHour, other.halfHour)
          : Integer.compare(worth, other.worth);
    }
  }

  private final class Count extends SimpleFileVisitor<Path> {
    private final SortedMap<Age, Long> bytesByAge = new TreeMap<>();
    private long total;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      total += attributes.size();
      bytesByAge.merge(Age.of(file, attributes, store.version()), attributes.size(), Long::sum);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE; // renamed or removed meanwhile
    }
  }

  private final class Removal extends SimpleFileVisitor<Path> {
    private final Age last;
    private long neededOfLast;
    private long files;
    private long bytes;

    Removal(long needed, SortedMap<Age, Long> bytesByAge) {
      long before = 0;
      Age age = bytesByAge.firstKey();
      for (Map.Entry<Age, Long> entry : bytesByAge.entrySet()) {
        age = entry.getKey();
        if (before + entry.getValue() >= needed) {
          break;
        }
        before += entry.getValue();
      }
      this.last = age;
      this.neededOfLast = needed - before;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      int order = Age.of(file, attributes, store.version()).compareTo(last);
      if (order < 0 || (order == 0 && neededOfLast > 0)) {
        delete(file, attributes.size());
        neededOfLast -= order == 0 ? attributes.size() : 0;
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException gone) {
      return FileVisitResult.CONTINUE;
    }

    /** Folders go with their last file, so that a list of what is left need not look into them. */
    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (!store.version().startsWith(folder)) {
        try {
          Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException e) {
          return FileVisitResult.CONTINUE;
        }
      }
      return FileVisitResult.CONTINUE;
    }

    private void delete(Path file, long size) {
      try {
        if (Files.deleteIfExists(file)) {
          files++;
          bytes += size;
        }
      } catch (IOException e) {
        LOGGER.log(System.Logger.Level.WARNING, "cannot delete file=" + file, e);
        listener.diskFailed();
      }
    }
  }
}
