package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.blueprint.KeyPairs;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The last look at a bucket.
 *
 * @param waits how often in a row it was not as it shall be
 * @param writes how often in a row settings were written that are not read back
 */
record Attention(Occasion occasion, BindingReport report, Instant next, int waits, int writes) {
  /** What a look is about. */
  record Occasion(
      long generation,
      OriginFacts origin,
      Optional<String> rival,
      KeyPairs pairs,
      Optional<BucketStatus> known) {
    private Occasion knowing(BucketStatus bucket) {
      return new Occasion(generation, origin, rival, pairs, Optional.of(bucket));
    }
  }

  /** After another look. */
  static Attention after(
      @Nullable Attention last, Occasion occasion, BindingReport report, Instant now) {
    return new Attention(
        occasion.knowing(report.bucket()),
        report,
        now.plus(report.next()),
        report.isSettled() ? 0 : waitsBefore(last) + 1,
        writesAfter(last, occasion, report.bucket()));
  }

  /** How often in a row before it a bucket was not as it shall be. */
  static int waitsBefore(@Nullable Attention last) {
    return last == null ? 0 : last.waits();
  }

  /** How often it was written for the same spec. */
  static int writesBefore(@Nullable Attention last, Occasion occasion) {
    return last != null && isOfSameSpec(last, occasion) ? last.writes() : 0;
  }

  static boolean isOfSameSpec(@Nullable Attention last, Occasion occasion) {
    return last != null && last.occasion().generation() == occasion.generation();
  }

  private static int writesAfter(@Nullable Attention last, Occasion occasion, BucketStatus after) {
    if (after.confirmed() != null) {
      return 0;
    }
    String before = occasion.known().map(BucketStatus::appliedTime).orElse(null);
    int writes = writesBefore(last, occasion);
    return Objects.equals(before, after.appliedTime()) ? writes : writes + 1;
  }

  /** The same report, where it is not yet time for another look. */
  Optional<BindingReport> again(Occasion now, Instant time) {
    boolean isEarly = time.isBefore(next);
    boolean isSame =
        report.isOfStoreThatIsDown()
            ? now.generation() == occasion.generation()
            : now.equals(occasion);
    return isEarly && isSame
        ? Optional.of(report.after(Duration.between(time, next)))
        : Optional.empty();
  }
}
