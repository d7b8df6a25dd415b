package io.avatarorigin.origin;

import io.avatarorigin.origin.bucket.BucketSettings;
import io.avatarorigin.origin.bucket.RemoteBucket;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.config.PinnedConfig;
import io.avatarorigin.origin.config.RemoteBucketConfig;
import io.avatarorigin.origin.pinned.PinnedFiles;
import io.avatarorigin.origin.pinned.PinnedObjects;
import io.avatarorigin.origin.pinned.SourceException;
import io.avatarorigin.origin.s3.ObjectSource;
import io.avatarorigin.origin.store.AvatarStore;
import io.avatarorigin.origin.store.PinnedSettings;
import io.avatarorigin.server.Housekeeping;
import io.avatarorigin.server.Opened;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/** What serves pinned files: what they are, and the thread that decodes their pictures. */
record PinnedWorks(PinnedFiles files, ExecutorService decoder, long memoryBytes) {
  private static final RemoteBuckets.Use USE =
      new RemoteBuckets.Use(
          "pinned",
          new BucketSettings.Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(15)),
          8,
          PinnedFiles.LONGEST_FILE);

  /** Reads what is pinned, where something can be. */
  static Optional<PinnedWorks> open(OriginConfig config, DataFolder data, Opened opened) {
    PinnedConfig pinned = config.pinned();
    PinnedFiles.Rules rules = rules(config);
    Optional<PinnedFiles> files;
    try {
      files =
          pinned
              .folder()
              .map(folder -> PinnedFiles.ofFolder(folder, rules))
              .or(() -> pinned.bucket().bucket().map(name -> ofBucket(name, config, data, opened)));
    } catch (SourceException e) {
      throw new OriginException(e.getMessage(), e);
    }
    return files.map(
        found -> {
          ExecutorService decoder =
              Executors.newSingleThreadExecutor(
                  Thread.ofPlatform().name("decoder").daemon().factory());
          opened.add(decoder::shutdown);
          return new PinnedWorks(found, decoder, pinned.memoryBytes());
        });
  }

  private static PinnedFiles ofBucket(
      String name, OriginConfig config, DataFolder data, Opened opened) {
    RemoteBucketConfig settings = config.pinned().bucket();
    RemoteBucket bucket = RemoteBuckets.open(name, settings, USE);
    opened.add(bucket::close);
    return PinnedFiles.ofBucket(
        bucket,
        new PinnedFiles.Place("s3://" + name, settings.prefix()),
        data.pinnedFiles(),
        rules(config));
  }

  /** Half of the memory is for other files than pictures. */
  private static PinnedFiles.Rules rules(OriginConfig config) {
    return new PinnedFiles.Rules(config.keys().prefix(), config.pinned().memoryBytes() / 2);
  }

  /** Half of the memory is for pictures. */
  PinnedSettings settings() {
    return new PinnedSettings(files, memoryBytes / 2, decoder);
  }

  /** Looks for changes from now on, for the store to follow them. */
  void watch(AvatarStore store, Housekeeping housekeeping) {
    AtomicBoolean first = new AtomicBoolean(true);
    housekeeping.every(
        files.pause(),
        () -> {
          files.refresh();
          store.forgetChangedPins();
          if (first.getAndSet(false)) {
            store.forgetEarlierPins();
          }
        });
  }

  /**
   * The same objects, with pinned ones before them.
   *
   * @param listed buckets whose lists tell of pinned objects, too
   */
  ObjectSource before(ObjectSource others, AvatarStore store, Set<String> listed) {
    PinnedObjects objects = new PinnedObjects(files, store::isBarred);
    if (!listed.isEmpty()) {
      objects.learnAhead();
    }
    return new PinnedFirst(objects, others, listed, RandomGenerator.getDefault());
  }
}
