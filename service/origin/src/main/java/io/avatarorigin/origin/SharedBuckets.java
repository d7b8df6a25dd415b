package io.avatarorigin.origin;

import io.avatarorigin.origin.bucket.BucketSettings;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.config.RemoteBucketConfig;
import io.avatarorigin.origin.store.shared.SharedBucket;
import io.avatarorigin.origin.store.shared.SharedTier;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** The bucket that the settings say is shared with other origins. */
public final class SharedBuckets {
  /** Portraits are some hundred KiB; the largest that can be drawn has 2048 pixels a side. */
  private static final int LONGEST_PORTRAIT = 32 << 20;

  private SharedBuckets() {}

  private static String place(String name, RemoteBucketConfig bucket) {
    return name + " at " + bucket.endpoint().map(URI::toString).orElse("AWS");
  }

  /**
   * The bucket, if there is one; nothing is opened yet. Its caller closes it.
   *
   * @param timeout how long a call may take
   */
  public static Optional<SharedBucket> of(OriginConfig config, Duration timeout) {
    RemoteBucketConfig bucket = config.store().bucket();
    RemoteBuckets.Use use =
        new RemoteBuckets.Use(
            "store",
            new BucketSettings.Timeouts(timeout, timeout),
            SharedTier.CONNECTIONS,
            LONGEST_PORTRAIT);
    return bucket
        .bucket()
        .map(
            name ->
                new SharedBucket(
                    RemoteBuckets.open(name, bucket, use), place(name, bucket), bucket.prefix()));
  }
}
