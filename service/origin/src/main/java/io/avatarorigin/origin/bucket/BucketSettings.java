package io.avatarorigin.origin.bucket;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Which bucket, and how it is spoken to.
 *
 * @param settings what the settings of this bucket begin with, for messages: for example {@code
 *     store}
 * @param endpoint the server's; empty for AWS
 * @param pathStyle whether the bucket's name goes into the path rather than the host
 * @param timeouts how long calls may take
 * @param connections how many calls may run at once; more wait for a turn
 * @param longestObject the longest object that is read, in bytes
 */
public record BucketSettings(
    String settings,
    Optional<URI> endpoint,
    String bucket,
    String region,
    boolean pathStyle,
    BucketCredentials credentials,
    Timeouts timeouts,
    int connections,
    int longestObject) {

  /**
   * How long calls may take.
   *
   * @param connect until there is a connection, and between two pieces of an answer
   * @param call altogether, the wait for a turn and a second attempt included
   */
  public record Timeouts(Duration connect, Duration call) {}

  /** The bucket and its server, for messages. */
  String name() {
    return "the bucket %s at %s"
        .formatted(bucket, endpoint.map(URI::toString).orElse("AWS in " + region));
  }
}
