package io.avatarorigin.origin.pinned;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.avatarorigin.origin.avatar.Digest;
import io.avatarorigin.origin.store.Loads;
import io.avatarorigin.origin.store.PinException;
import io.avatarorigin.vocabulary.Hash;
import java.util.HexFormat;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * The pinned files that are no pictures of hashes, by key. Bytes are read when they are asked for,
 * and kept as long as there is room; MD5s are kept as long as the file is the same.
 */
public final class PinnedObjects {
  /** A file that changes more often than this while one request asks for it is waited for. */
  private static final int MOST_EDITIONS = 3;

  /** How many files are read into memory at once. */
  private static final int MOST_LOADS = 4;

  private static final int MOST_DIGESTS = 200_000;
  private static final int ENTRY_BYTES = 256;

  private final PinnedFiles files;
  private final Predicate<Hash> barred;
  private final Loads<PinnedFile, PinnedObject> memory;
  private final Semaphore loads = new Semaphore(MOST_LOADS);
  private final Cache<PinnedFile, String> digests =
      Caffeine.newBuilder().maximumSize(MOST_DIGESTS).build();

  /**
   * The objects among these files.
   *
   * @param barred hashes that nothing is served of
   * @param memoryBytes what bytes may be kept in memory
   */
  public PinnedObjects(PinnedFiles files, Predicate<Hash> barred, long memoryBytes) {
    this.files = files;
    this.barred = barred;
    this.memory = new Loads<>(memoryBytes, object -> object.content().length + ENTRY_BYTES);
  }

  /** Whether the key names a pinned object; at once. */
  public boolean contains(String key) {
    return file(files.index(), key).isPresent();
  }

  /**
   * The object of this key. Blocks while it is read.
   *
   * @return empty where none is pinned
   * @throws SourceException when it cannot be read now
   */
  public Optional<PinnedObject> find(String key) {
    for (int edition = 0; edition < MOST_EDITIONS; edition++) {
      PinnedIndex index = files.index();
      Optional<PinnedFile> file = file(index, key);
      if (file.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(load(file.get()));
      } catch (PinException changed) {
        files.refreshSince(index);
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

  /** What lists tell of an object. Reads it if that is not known yet; empty if it is gone. */
  public Optional<PinnedObject.Facts> facts(String key) {
    Optional<PinnedFile> file = file(files.index(), key);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> md5 =
        Optional.ofNullable(digests.getIfPresent(file.get()))
            .or(() -> find(key).map(PinnedObject::md5));
    return md5.map(
        digest -> new PinnedObject.Facts(file.get().bytes(), digest, file.get().changedAt()));
  }

  /** At no cost where there is none, since every key of an avatar is looked for here first. */
  private Optional<PinnedFile> file(PinnedIndex index, String key) {
    PinnedFile file = index.objects().get(key);
    return file == null || isBarred(key) ? Optional.empty() : Optional.of(file);
  }

  private boolean isBarred(String key) {
    return PinnedNames.subject(key).filter(barred).isPresent();
  }

  private PinnedObject load(PinnedFile file) {
    Optional<PinnedObject> known = memory.known(file);
    if (known.isPresent()) {
      return known.get();
    }
    try {
      return memory
          .load(
              file,
              wanted ->
                  CompletableFuture.supplyAsync(() -> read(wanted), Thread::startVirtualThread))
          .join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case SourceException out -> throw out;
        case PinException changed -> throw changed;
        case null, default -> throw e;
      }
    }
  }

  private PinnedObject read(PinnedFile file) {
    loads.acquireUninterruptibly();
    try {
      return files
          .source()
          .read(file)
          .map(content -> object(file, content))
          .orElseThrow(
              () -> new PinException(PinException.Reason.CHANGED, file.name() + " has changed"));
    } finally {
      loads.release();
    }
  }

  private PinnedObject object(PinnedFile file, byte[] content) {
    String md5 = digests.get(file, same -> HexFormat.of().formatHex(Digest.MD5.of(content)));
    return new PinnedObject(content, ContentTypes.of(file.name()), md5, file.changedAt());
  }
}
