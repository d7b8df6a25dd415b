package io.avatarorigin.worker.fetch;

import io.avatarorigin.worker.fetch.source.HubOptions;
import io.avatarorigin.worker.fetch.source.RetryPolicy;
import io.avatarorigin.worker.fetch.source.S3Options;
import java.time.Duration;

/**
 * How models are fetched.
 *
 * @param connections files that are fetched at once
 * @param patience for a connection, an answer, and between two pieces of a file
 */
public record FetchOptions(
    HubOptions hub,
    S3Options s3,
    ExistingPolicy existing,
    int connections,
    Duration patience,
    RetryPolicy retries) {
  /** The public Hub and AWS, four files at once. */
  public static final FetchOptions DEFAULT =
      new FetchOptions(
          HubOptions.DEFAULT,
          S3Options.DEFAULT,
          ExistingPolicy.KEEP,
          4,
          Duration.ofSeconds(30),
          RetryPolicy.DEFAULT);

  public FetchOptions {
    if (connections < 1) {
      throw new IllegalArgumentException("connections must be at least 1, not " + connections);
    }
  }

  /** The same for other servers. */
  public FetchOptions from(HubOptions otherHub, S3Options otherS3) {
    return new FetchOptions(otherHub, otherS3, existing, connections, patience, retries);
  }

  /** The same with another policy. */
  public FetchOptions with(ExistingPolicy policy) {
    return new FetchOptions(hub, s3, policy, connections, patience, retries);
  }

  /** The same with other patience. */
  public FetchOptions with(Duration otherPatience, RetryPolicy otherRetries) {
    return new FetchOptions(hub, s3, existing, connections, otherPatience, otherRetries);
  }
}
