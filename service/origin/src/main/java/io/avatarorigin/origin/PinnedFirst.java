package io.avatarorigin.origin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.avatarorigin.origin.pinned.PinnedObject;
import io.avatarorigin.origin.pinned.PinnedObjects;
import io.avatarorigin.origin.pinned.SourceException;
import io.avatarorigin.origin.s3.Making;
import io.avatarorigin.origin.s3.ObjectLookup;
import io.avatarorigin.origin.s3.ObjectSource;
import io.avatarorigin.origin.s3.S3Object;
import io.avatarorigin.origin.s3.list.ListedObject;
import io.avatarorigin.origin.s3.list.ObjectCursor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Pinned objects, and where there is none of a key, those of another source; in every bucket. */
final class PinnedFirst implements ObjectSource {
  private static final System.Logger LOGGER = System.getLogger(PinnedFirst.class.getName());

  /** A pinned bucket that failed is left alone for so long. */
  private static final long RETRY_SECONDS = 5;

  /** So that not all come back at once. */
  private static final int RETRY_SPREAD = 3;

  /** What a list waits for facts that are being found out, altogether. */
  private static final Duration LONGEST_LIST = Duration.ofSeconds(2);

  private final PinnedObjects pinned;
  private final ObjectSource others;
  private final Set<String> listed;
  private final RandomGenerator jitter;

  /** What each file in use is as an object, so that its headers are computed once. */
  private final Cache<PinnedObject, S3Object> objects =
      Caffeine.newBuilder().executor(Runnable::run).weakKeys().build();

  /**
   * @param listed buckets whose lists tell of pinned objects, too
   */
  PinnedFirst(
      PinnedObjects pinned, ObjectSource others, Set<String> listed, RandomGenerator jitter) {
    this.pinned = pinned;
    this.others = others;
    this.listed = Set.copyOf(listed);
    this.jitter = jitter;
  }

  @Override
  public ObjectLookup lookup(String bucket, String key, Making making) {
    try {
      Optional<PinnedObject> object = pinned.find(key);
      return object.isPresent()
          ? new ObjectLookup.Found(objects.get(object.get(), PinnedFirst::object))
          : others.lookup(bucket, key, making);
    } catch (SourceException e) {
      LOGGER.log(System.Logger.Level.WARNING, "pinned object not read: {0}", e.getMessage());
      return new ObjectLookup.Unavailable(
          Duration.ofSeconds(RETRY_SECONDS + jitter.nextInt(RETRY_SPREAD)));
    }
  }

  @Override
  public boolean mayHold(String bucket, String key) {
    return pinned.contains(key) || others.mayHold(bucket, key);
  }

  @Override
  public ObjectCursor list(String bucket) {
    if (!listed.contains(bucket)) {
      return others.list(bucket);
    }
    long deadline = System.nanoTime() + LONGEST_LIST.toNanos();
    ObjectCursor ours = position -> pinned.keyFrom(position).map(key -> new Listed(key, deadline));
    return ObjectCursor.merged(ours, others.list(bucket));
  }

  private static S3Object object(PinnedObject object) {
    return new S3Object(object.content(), object.contentType(), object.md5(), object.changedAt());
  }

  /** A pinned object in a list. */
  private final class Listed implements ListedObject {
    private final String key;
    private final long deadline;

    Listed(String key, long deadline) {
      this.key = key;
      this.deadline = deadline;
    }

    @Override
    public String key() {
      return key;
    }

    @Override
    public Optional<Summary> summary() {
      try {
        return pinned
            .facts(key, Duration.ofNanos(deadline - System.nanoTime()))
            .map(facts -> new Summary(facts.size(), facts.md5(), facts.changedAt()));
      } catch (SourceException e) { // a list without it would say that it was deleted
        throw new UncheckedIOException(new IOException(e.getMessage(), e));
      }
    }
  }
}
