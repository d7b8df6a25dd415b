package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.api.TigrisSpec;
import io.avatarorigin.operator.blueprint.KeyPairs;
import io.avatarorigin.operator.blueprint.KeyPairs.Pair;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * When the key that a store signs with at the origin is changed. A new one stands beside the old
 * one first; when the store has been seen to sign with it for a while, the old one goes.
 */
public final class KeyChange {
  /** Until all of a store has heard of a new key. */
  static final Duration OVERLAP = Duration.ofMinutes(10);

  private final TigrisSpec spec;
  private final Optional<BucketStatus> bucket;

  private KeyChange(TigrisSpec spec, Optional<BucketStatus> bucket) {
    this.spec = spec;
    this.bucket = bucket;
  }

  /** That of an AvatarOrigin with a store in front. */
  public static KeyChange of(AvatarOrigin resource) {
    return new KeyChange(
        Objects.requireNonNull(resource.getSpec().tigris(), "tigris"), BucketStatus.of(resource));
  }

  /** The pairs from now on. */
  public KeyPairs next(KeyPairs pairs, Instant now, Supplier<Pair> fresh) {
    if (!isBoundWith(pairs.newest())) {
      return pairs;
    }
    if (pairs.before().isPresent()) {
      return isSettled(now) ? new KeyPairs(pairs.newest(), Optional.empty()) : pairs;
    }
    return Age.isDue(spec, pairs.newest().made(), now)
        ? new KeyPairs(fresh.get(), Optional.of(pairs.newest()))
        : pairs;
  }

  private boolean isBoundWith(Pair pair) {
    return bucket
        .filter(
            it ->
                Boolean.TRUE.equals(it.confirmed()) && pair.accessKeyId().equals(it.accessKeyId()))
        .isPresent();
  }

  private boolean isSettled(Instant now) {
    return bucket
        .map(BucketStatus::appliedTime)
        .filter(it -> !Instant.parse(it).plus(OVERLAP).isAfter(now))
        .isPresent();
  }
}
