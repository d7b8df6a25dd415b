package io.avatarorigin.origin.store.shared;

import io.avatarorigin.origin.bucket.BucketException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Knows when to leave the bucket alone: after some failures in a row, or one that somebody has to
 * mend. Requests then pass it by; a probe now and then, which no request waits for, finds out when
 * it is back. Says so in the log, once for each change.
 */
final class Breaker {
  private static final System.Logger LOGGER = System.getLogger(Breaker.class.getName());

  private static final int FAILURES = 5;
  static final Duration PAUSE = Duration.ofSeconds(5);

  private final InstantSource clock;
  private volatile Optional<BucketException> problem = Optional.empty();
  private int failuresInARow;
  private Instant nextProbe;

  /** Closed, and due to be tried. */
  Breaker(InstantSource clock) {
    this.clock = clock;
    this.nextProbe = clock.instant();
  }

  /** Whether requests may ask the bucket. */
  boolean isClosed() {
    return problem.isEmpty();
  }

  /** Why the bucket is left alone, while it is. */
  Optional<BucketException> problem() {
    return problem;
  }

  /** Whether nobody has had an answer for a while; then the next pause begins. */
  synchronized boolean takeProbe() {
    Instant now = clock.instant();
    if (now.isBefore(nextProbe)) {
      return false;
    }
    nextProbe = now.plus(PAUSE);
    return true;
  }

  /** The bucket answered as it should. */
  synchronized void succeeded() {
    failuresInARow = 0;
    nextProbe = Instant.MAX;
    if (problem.isPresent()) {
      problem = Optional.empty();
      LOGGER.log(System.Logger.Level.INFO, "the shared bucket is back");
    }
  }

  synchronized void failed(BucketException failure) {
    LOGGER.log(System.Logger.Level.DEBUG, "shared bucket", failure);
    failuresInARow++;
    boolean open =
        failuresInARow >= FAILURES || failure.kind() == BucketException.Kind.MISCONFIGURED;
    if (!open && problem.isEmpty()) {
      return;
    }
    boolean isNews = problem.isEmpty() || problem.get().kind() != failure.kind();
    problem = Optional.of(failure);
    nextProbe = clock.instant().plus(PAUSE);
    if (isNews) {
      LOGGER.log(
          System.Logger.Level.WARNING,
          "the shared bucket is left alone, and tried every {0} s: {1}",
          PAUSE.toSeconds(),
          failure.getMessage());
    }
  }
}
