package io.avatarorigin.origin;

import io.avatarorigin.origin.bucket.AwsBucket;
import io.avatarorigin.origin.bucket.BucketCredentials;
import io.avatarorigin.origin.bucket.BucketSettings;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.config.StoreConfig;
import io.avatarorigin.origin.store.shared.SharedBucket;
import io.avatarorigin.origin.store.shared.SharedTier;
import java.time.Duration;
import java.util.Optional;

/** The bucket that the settings say is shared with other origins. */
public final class SharedBuckets {
  /** Portraits are some hundred KiB; the largest that can be drawn has 2048 pixels a side. */
  private static final int LONGEST_PORTRAIT = 32 << 20;

  private SharedBuckets() {}

  /**
   * The bucket, if there is one; nothing is opened yet. Its caller closes it.
   *
   * @param timeout how long a call may take
   */
  public static Optional<SharedBucket> of(OriginConfig config, Duration timeout) {
    StoreConfig store = config.store();
    return store
        .bucket()
        .map(name -> new SharedBucket(bucket(name, store, timeout), store.prefix()));
  }

  private static AwsBucket bucket(String name, StoreConfig store, Duration timeout) {
    return new AwsBucket(
        new BucketSettings(
            "store",
            store.endpoint(),
            name,
            store.region(),
            store.pathStyle().orElse(store.endpoint().isPresent()),
            credentials(store),
            new BucketSettings.Timeouts(timeout, timeout),
            SharedTier.CONNECTIONS,
            LONGEST_PORTRAIT));
  }

  private static BucketCredentials credentials(StoreConfig store) {
    if (store.accessKeyId().isPresent() && store.secretAccessKey().isPresent()) {
      return new BucketCredentials.Pair(
          store.accessKeyId().get(), store.secretAccessKey().get().reveal());
    }
    return store
        .credentialsFile()
        .<BucketCredentials>map(BucketCredentials.File::new)
        .orElse(new BucketCredentials.Surroundings());
  }
}
