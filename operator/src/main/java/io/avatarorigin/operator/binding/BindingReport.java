package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.api.BucketStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has come of a look at a bucket.
 *
 * @param bucket to be written down before the next look
 * @param bound whether the bucket falls through to the origin
 * @param key whether applications have their key; empty where none is wanted
 * @param verified whether the bucket was seen to fall through; empty before it is bound
 * @param next when to look again
 */
public record BindingReport(
    BucketStatus bucket,
    Finding bound,
    Optional<Finding> key,
    Optional<Finding> verified,
    Duration next) {
  /** Of a bucket that is wanted no longer, and of which something is left. */
  public static BindingReport left(BucketStatus bucket, Hindrance hindrance) {
    return new BindingReport(
        bucket, hindrance.problem(), Optional.empty(), Optional.empty(), hindrance.next());
  }

  /** Whether nothing is under way and nothing is wrong. */
  boolean isSettled() {
    return Stream.concat(Stream.of(bound), Stream.concat(key.stream(), verified.stream()))
            .allMatch(Finding::isYes)
        && bucket.purge() == null;
  }

  /** Whether the store is to be left alone for a while, whatever happens to the origin. */
  boolean isOfStoreThatIsDown() {
    return bound.reason().equals(Failures.UNAVAILABLE);
  }

  BindingReport after(Duration wait) {
    return new BindingReport(bucket, bound, key, verified, wait);
  }
}
