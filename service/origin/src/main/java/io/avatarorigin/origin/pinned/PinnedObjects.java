package io.avatarorigin.origin.pinned;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.avatarorigin.origin.store.Loads;
import io.avatarorigin.origin.store.PinException;
import io.avatarorigin.vocabulary.Hash;
import java.time.Duration;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * The pinned files that are no pictures of hashes, by key. Bytes are read when they are asked for,
 * and kept as long as there is room; MD5s are kept as long as the file is the same.
 */
public final class PinnedObjects {
  private static final System.Logger LOGGER = System.getLogger(PinnedObjects.class.getName());

  /** A file that changes more often than this while one request asks for it is waited for. */
  private static final int MOST_EDITIONS = 3;

  /** Nobody waits longer for a file than this. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private static final int KIBIBYTE = 1024;

  private final PinnedFiles files;
  private final Predicate<Hash> barred;
  private final Loads<PinnedFile, PinnedObject> memory;
  private final Duration longestWait;
  private final int roomKibibytes;

  /** For files that are being read; as much as is kept. */
  private final Semaphore room;

  /** What answers still hold, so that no file is in memory twice because of slow clients. */
  private final Cache<PinnedFile, byte[]> inUse =
      Caffeine.newBuilder().executor(Runnable::run).weakValues().build();

  /** What their source says that they are, where it does. */
  private final Cache<byte[], String> types =
      Caffeine.newBuilder().executor(Runnable::run).weakKeys().build();

  private final PinnedDigests digests;
  private final AtomicBoolean learning = new AtomicBoolean();

  /**
   * The objects among these files.
   *
   * @param barred hashes that nothing is served of
   */
  public PinnedObjects(PinnedFiles files, Predicate<Hash> barred) {
    this(files, barred, LONGEST_WAIT);
  }

  PinnedObjects(PinnedFiles files, Predicate<Hash> barred, Duration longestWait) {
    this.files = files;
    this.digests = new PinnedDigests(files);
    this.barred = barred;
    this.longestWait = longestWait;
    this.memory =
        new Loads<>(
            files.objectBytes(), object -> object.content().length + PinnedIndex.ENTRY_BYTES);
    this.roomKibibytes = Math.clamp(files.objectBytes() / KIBIBYTE, 1, Integer.MAX_VALUE);
    this.room = new Semaphore(roomKibibytes, true);
  }

  /** Whether the key names a pinned object; at once. */
  public boolean contains(String key) {
    return file(files.index(), key).isPresent();
  }

  /**
   * The object of this key. Blocks while it is read, for ten seconds at most.
   *
   * @return empty where none is pinned
   * @throws SourceException when it cannot be read now
   */
  public Optional<PinnedObject> find(String key) {
    long deadline = System.nanoTime() + longestWait.toNanos();
    boolean again = true;
    for (int edition = 0; again && edition < MOST_EDITIONS; edition++) {
      PinnedIndex index = files.index();
      Optional<PinnedFile> file = file(index, key);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(load(file.get(), deadline));
      } catch (PinException changed) {
        again = files.refreshSince(index);
      }
    }
    throw new SourceException(files.source() + "/" + key + " is not there as it was listed");
  }

  /** The first key that is this one or behind it, in the order of S3's lists; at once. */
  public Optional<String> keyFrom(String position) {
    NavigableSet<String> keys = files.index().keys();
    String key = keys.ceiling(position);
    while (key != null && isBarred(key)) {
      key = keys.higher(key);
    }
    return Optional.ofNullable(key);
  }

  /**
   * What lists tell of an object. Where that is not known yet, it is found out in the background,
   * and waited for as long as is said.
   *
   * @return empty where none is pinned
   * @throws SourceException when it is not known by then
   */
  public Optional<PinnedObject.Facts> facts(String key, Duration longest) {
    PinnedIndex index = files.index();
    Optional<PinnedFile> file = file(index, key);
    try {
      return file.map(
          found ->
              new PinnedObject.Facts(
                  found.bytes(),
                  digests
                      .known(found)
                      .orElseGet(() -> within(longest, found, digests.learn(found))),
                  found.changedAt()));
    } catch (PinException changed) {
      files.refreshSince(index);
      if (file(files.index(), key).isEmpty()) {
        return Optional.empty();
      }
      throw new SourceException(files.source() + "/" + changed.getMessage(), changed);
    }
  }

  /** Finds out in the background, now and after each listing, what lists tell of all objects. */
  public void learnAhead() {
    files.follow(
        () -> {
          if (learning.compareAndSet(false, true)) {
            Thread.startVirtualThread(
                () -> {
                  try {
                    learn();
                  } finally {
                    learning.set(false);
                  }
                });
          }
        });
  }

  /** Finds that out one object after another; blocks. */
  void learn() {
    for (PinnedFile file : files.index().objects().values()) {
      if (digests.known(file).isEmpty()) {
        try {
          digests.learn(file).join();
        } catch (CompletionException e) {
          LOGGER.log(System.Logger.Level.DEBUG, "not read yet file=" + file.name(), e);
        }
      }
    }
  }

  /** At no cost where there is none, since every key of an avatar is looked for here first. */
  private Optional<PinnedFile> file(PinnedIndex index, String key) {
    PinnedFile file = index.objects().get(key);
    return file == null || isBarred(key) ? Optional.empty() : Optional.of(file);
  }

  private boolean isBarred(String key) {
    return PinnedNames.subject(key).filter(barred).isPresent();
  }

  private PinnedObject load(PinnedFile file, long deadline) {
    Optional<PinnedObject> known = memory.known(file);
    if (known.isPresent()) {
      return known.get();
    }
    return within(
        Duration.ofNanos(deadline - System.nanoTime()),
        file,
        memory.load(
            file,
            wanted ->
                CompletableFuture.supplyAsync(() -> read(wanted), Thread::startVirtualThread)));
  }

  private <T> T within(Duration longest, PinnedFile file, CompletableFuture<T> result) {
    try {
      return result.get(Math.max(0, longest.toNanos()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new SourceException(files.source() + "/" + file.name() + " was not read in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException(files.source() + "/" + file.name() + " is not waited for", e);
    } catch (ExecutionException e) {
      throw switch (e.getCause()) {
        case SourceException out -> out;
        case PinException changed -> changed;
        case null, default ->
            new IllegalStateException("a pinned file could not be loaded", e.getCause());
      };
    }
  }

  private PinnedObject read(PinnedFile file) {
    byte[] held = inUse.getIfPresent(file);
    if (held != null) {
      return object(file, held);
    }
    int kibibytes = (int) Math.min(roomKibibytes, file.bytes() / KIBIBYTE + 1);
    room.acquireUninterruptibly(kibibytes);
    try {
      PinnedContent content =
          files
              .source()
              .read(file)
              .orElseThrow(
                  () ->
                      new PinException(PinException.Reason.CHANGED, file.name() + " has changed"));
      inUse.put(file, content.bytes());
      content.type().ifPresent(type -> types.put(content.bytes(), type));
      return object(file, content.bytes());
    } finally {
      room.release(kibibytes);
    }
  }

  private PinnedObject object(PinnedFile file, byte[] content) {
    String md5 = digests.of(file, content);
    String told = types.getIfPresent(content);
    String type = told == null ? ContentTypes.of(file.name()) : told;
    return new PinnedObject(content, type, md5, file.changedAt());
  }
}
