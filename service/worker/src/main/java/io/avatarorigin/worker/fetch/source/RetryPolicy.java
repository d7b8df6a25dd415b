package io.avatarorigin.worker.fetch.source;

import java.time.Duration;

/**
 * How often something is tried that fails without any progress in between, and how long is waited.
 *
 * @param attempts the first one included
 * @param firstWait doubled with each attempt
 * @param longestWait also where a server asks for more
 */
public record RetryPolicy(int attempts, Duration firstWait, Duration longestWait) {
  /** Some two minutes of trying. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(8, Duration.ofSeconds(1), Duration.ofMinutes(1));

  public RetryPolicy {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts must be at least 1, not " + attempts);
    }
  }

  /** The wait after so many failures in a row. */
  Duration wait(int failures) {
    Duration wait = firstWait.multipliedBy(1L << Math.min(failures - 1, 20));
    return shorter(wait);
  }

  Duration shorter(Duration wait) {
    return wait.compareTo(longestWait) < 0 ? wait : longestWait;
  }
}
