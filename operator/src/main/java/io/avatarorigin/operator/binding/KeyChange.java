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
import org.jspecify.annotations.Nullable;

/**
 * When the key that a store signs with at the origin is changed. A new one stands beside the old
 * one first; when the store has been seen to sign with it for a while, the old one goes.
 */
public final class KeyChange {
  /** Until all of a store has heard of a new key. */
  static final Duration OVERLAP = Duration.ofMinutes(10);

  private final TigrisSpec spec;
  private final @Nullable BucketStatus bucket;

  private KeyChange(TigrisSpec spec, @Nullable BucketStatus bucket) {
    this.spec = spec;
    this.bucket = bucket;
  }

  /** That of an AvatarOrigin with a store in front. */
  public static KeyChange of(AvatarOrigin resource) {
    return new KeyChange(
        Objects.requireNonNull(resource.getSpec().tigris(), "tigris"),
        resource.getStatus() == null ? null : resource.getStatus().bucket());
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
    return bucket != null
        && Boolean.TRUE.equals(bucket.confirmed())
        && pair.accessKeyId().equals(bucket.accessKeyId());
  }

  private boolean isSettled(Instant now) {
    return bucket != null
        && bucket.appliedTime() != null
        && !Instant.parse(bucket.appliedTime()).plus(OVERLAP).isAfter(now);
  }
}
