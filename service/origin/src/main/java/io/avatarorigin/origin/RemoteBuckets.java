package io.avatarorigin.origin;

import io.avatarorigin.origin.bucket.AwsBucket;
import io.avatarorigin.origin.bucket.BucketCredentials;
import io.avatarorigin.origin.bucket.BucketSettings;
import io.avatarorigin.origin.config.RemoteBucketConfig;

/** Buckets of other servers, from their configuration. */
final class RemoteBuckets {
  /**
   * What a bucket is used for.
   *
   * @param section of the configuration, for messages
   * @param connections to the server at a time
   * @param longestObject in bytes
   */
  record Use(
      String section, BucketSettings.Timeouts timeouts, int connections, int longestObject) {}

  private RemoteBuckets() {}

  /** A bucket that its caller closes; nothing is sent yet. */
  static AwsBucket open(String name, RemoteBucketConfig config, Use use) {
    return new AwsBucket(
        new BucketSettings(
            use.section(),
            config.endpoint(),
            name,
            config.region(),
            config.pathStyle().orElse(config.endpoint().isPresent()),
            credentials(config),
            use.timeouts(),
            use.connections(),
            use.longestObject()));
  }

  private static BucketCredentials credentials(RemoteBucketConfig config) {
    if (config.accessKeyId().isPresent() && config.secretAccessKey().isPresent()) {
      return new BucketCredentials.Pair(
          config.accessKeyId().get(), config.secretAccessKey().get().reveal());
    }
    return config
        .credentialsFile()
        .<BucketCredentials>map(BucketCredentials.File::new)
        .orElse(new BucketCredentials.Surroundings());
  }
}
