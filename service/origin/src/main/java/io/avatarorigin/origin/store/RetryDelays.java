package io.avatarorigin.origin.store;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * When to ask again: whole seconds, 1 to 30, about as many as are expected to be needed. However
 * many are sent away at once, they do not come back at once.
 */
record RetryDelays(RandomGenerator random) {
  /** What the longest ones are spread from, up to half as much again. */
  private static final long LONGEST_SECONDS = 20;

  private static final long LEAST_SPREAD_SECONDS = 2;

  /** Where something is expected to take so long. */
  Duration after(Duration expected) {
    long seconds = Math.clamp(Math.ceilDiv(expected.toMillis(), 1000), 1, LONGEST_SECONDS);
    long spread = Math.max(LEAST_SPREAD_SECONDS, seconds / 2);
    return Duration.ofSeconds(seconds + random.nextLong(spread + 1));
  }

  /** Where it takes a restart, or somebody who mends it. */
  Duration longest() {
    return after(Duration.ofSeconds(LONGEST_SECONDS));
  }
}
