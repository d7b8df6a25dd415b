package io.avatarorigin.origin.pinned;

import io.avatarorigin.origin.bucket.RemoteBucket;
import io.avatarorigin.origin.encode.PictureReader;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.encode.UnreadablePictureException;
import io.avatarorigin.origin.store.Pin;
import io.avatarorigin.origin.store.PinException;
import io.avatarorigin.origin.store.PinException.Reason;
import io.avatarorigin.origin.store.PinnedPortraits;
import io.avatarorigin.vocabulary.Hash;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The pinned files as they were last seen, and the portraits among them. What is wrong with files
 * is reported once. While the source cannot be read, what it had last is what is pinned.
 */
public final class PinnedFiles implements PinnedPortraits {
  private static final System.Logger LOGGER = System.getLogger(PinnedFiles.class.getName());

  /** The longest file that is read, in bytes. */
  public static final int LONGEST_FILE = (int) PinnedIndex.MOST_OBJECT_BYTES;

  private final PinnedSource source;
  private final Rules rules;
  private final AtomicBoolean relisting = new AtomicBoolean();
  private final Set<Hash> changed = ConcurrentHashMap.newKeySet();
  private final Map<Hash, Pin> broken = new ConcurrentHashMap<>();
  private volatile PinnedIndex index = PinnedIndex.EMPTY;
  private volatile boolean current;
  private volatile Runnable follower = () -> {};
  private List<PinnedFile> listed = List.of();

  private PinnedFiles(PinnedSource source, Rules rules) {
    this.source = source;
    this.rules = rules;
  }

  /**
   * The files of a folder, read for the first time.
   *
   * @throws SourceException when there is no such folder
   */
  public static PinnedFiles ofFolder(Path folder, Rules rules) {
    return open(new PinnedFolder(folder), rules);
  }

  /**
   * The objects of a bucket, read for the first time.
   *
   * @param place where in the bucket, and what it is called in messages
   * @param memory a file to keep the last listing in, for a start while the bucket is not there
   * @throws SourceException when the bucket cannot be listed, and never was
   */
  public static PinnedFiles ofBucket(RemoteBucket bucket, Place place, Path memory, Rules rules) {
    PinnedSource source = new BucketSource(bucket, place.prefix(), place.name());
    return open(new RememberedSource(new SparedSource(source, System::nanoTime), memory), rules);
  }

  /**
   * What is served of the files that are found.
   *
   * @param keyPrefix what every key of a picture begins with, empty or ending in a slash
   * @param objectBytes memory for files that are no pictures; none that does not fit is served
   */
  public record Rules(String keyPrefix, long objectBytes) {}

  /** Where in a bucket: what the keys of pinned objects begin with. */
  public record Place(String name, String prefix) {}

  /** Any source's files. */
  static PinnedFiles open(PinnedSource source, Rules rules) {
    PinnedFiles files = new PinnedFiles(source, rules);
    files.take(source.list());
    return files;
  }

  /** Looks for changes; cheap to repeat. */
  public synchronized void refresh() {
    try {
      take(source.list());
      follower.run();
    } catch (SourceException e) {
      if (current) {
        LOGGER.log(
            System.Logger.Level.WARNING,
            "pinned files not read, keeping the last: {0}",
            e.getMessage());
      }
      current = false;
    }
  }

  /**
   * Looks for changes, unless somebody has found some since this was the index; where that takes
   * long, it goes on when this has returned.
   *
   * @return whether to look for a key again at once
   */
  boolean refreshSince(PinnedIndex seen) {
    if (!source.isFar()) {
      refreshIfStill(seen);
      return true;
    }
    if (relisting.compareAndSet(false, true)) {
      Thread.startVirtualThread(
          () -> {
            try {
              refreshIfStill(seen);
            } finally {
              relisting.set(false);
            }
          });
    }
    return !isStill(seen);
  }

  private synchronized void refreshIfStill(PinnedIndex seen) {
    if (isStill(seen)) {
      refresh();
    }
  }

  @SuppressWarnings("ReferenceEquality") // an index is taken once, and compared in no time
  private boolean isStill(PinnedIndex seen) {
    return index == seen;
  }

  /** Does this now, and after each look at the source; it returns at once. */
  void follow(Runnable chore) {
    follower = chore;
    chore.run();
  }

  private synchronized void take(List<PinnedFile> unordered) {
    List<PinnedFile> files =
        unordered.stream().sorted(Comparator.comparing(PinnedFile::name)).toList();
    if (current && files.equals(listed)) {
      return;
    }
    current = true;
    PinnedIndex before = index;
    PinnedIndex now = PinnedIndex.of(files, rules);
    listed = files;
    index = now;
    note(before, now);
    now.faults().forEach((name, fault) -> reportNew(before, name, fault));
    LOGGER.log(
        System.Logger.Level.INFO,
        "pinned source={0} pictures={1,number,#} objects={2,number,#} faults={3,number,#}",
        source,
        now.pictures().size(),
        now.objects().size(),
        now.faults().size());
  }

  private void note(PinnedIndex before, PinnedIndex now) {
    Set<Hash> either = new HashSet<>(before.pictures().keySet());
    either.addAll(now.pictures().keySet());
    for (Hash hash : either) {
      if (!pin(before, hash).equals(pin(now, hash))) {
        changed.add(hash);
        broken.remove(hash);
      }
    }
  }

  private void reportNew(PinnedIndex before, String name, String fault) {
    if (!fault.equals(before.faults().get(name))) {
      report(name, fault);
    }
  }

  private void report(String name, String fault) {
    String shown = name.replaceAll("\\p{Cntrl}", "?");
    LOGGER.log(
        System.Logger.Level.WARNING, "pinned file not served: {0}/{1} {2}", source, shown, fault);
  }

  /** How long to wait between two looks. */
  public Duration pause() {
    return source.pause();
  }

  /** Whether the source could be read when it was looked at last. */
  public boolean isCurrent() {
    return current;
  }

  /** How many hashes have a pinned picture, broken ones among them. */
  public int pictures() {
    return index.pictures().size();
  }

  /** How many other files are served. */
  public int objects() {
    return index.objects().size();
  }

  /** How many files are not served because something is wrong with them, as far as is known. */
  public int faults() {
    return index.faults().size() + broken.size();
  }

  PinnedIndex index() {
    return index;
  }

  /** Memory for files that are no pictures. */
  long objectBytes() {
    return rules.objectBytes();
  }

  PinnedSource source() {
    return source;
  }

  @Override
  public Optional<Pin> of(Hash hash) {
    return pin(index, hash);
  }

  private static Optional<Pin> pin(PinnedIndex index, Hash hash) {
    return Optional.ofNullable(index.pictures().get(hash)).map(PinnedIndex.Picture::pin);
  }

  @Override
  public byte[] read(Pin pin) {
    PinnedIndex seen = index;
    PinnedIndex.Picture picture = seen.pictures().get(pin.hash());
    if (picture == null || !picture.pin().equals(pin)) {
      throw new PinException(Reason.CHANGED, "the pin has changed");
    }
    if (picture.file().fault().isPresent() || pin.equals(broken.get(pin.hash()))) {
      throw new PinException(Reason.BROKEN, picture.file().name() + " cannot be shown");
    }
    Optional<PinnedContent> content;
    try {
      content = source.read(picture.file());
    } catch (SourceException e) {
      throw new PinException(Reason.UNREACHABLE, e.getMessage(), e);
    }
    if (content.isPresent()) {
      return content.get().bytes();
    }
    refreshSince(seen);
    throw new PinException(
        of(pin.hash()).equals(Optional.of(pin)) ? Reason.UNREACHABLE : Reason.CHANGED,
        picture.file().name() + " has changed");
  }

  @Override
  public Raster decode(Pin pin, byte[] file) {
    try {
      return PictureReader.centreSquare(file);
    } catch (UnreadablePictureException e) {
      PinnedIndex.Picture picture = index.pictures().get(pin.hash());
      if (picture != null
          && picture.pin().equals(pin)
          && !pin.equals(broken.put(pin.hash(), pin))) {
        report(picture.file().name(), e.getMessage());
      }
      throw new PinException(Reason.BROKEN, e.getMessage(), e);
    }
  }

  @Override
  public Set<Hash> takeChanged() {
    Set<Hash> taken = Set.copyOf(changed);
    changed.removeAll(taken);
    return taken;
  }
}
