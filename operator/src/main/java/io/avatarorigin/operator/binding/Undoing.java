package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.api.TigrisSpec;
import io.avatarorigin.operator.binding.store.BucketState;
import io.avatarorigin.operator.binding.store.StoreException;
import io.avatarorigin.operator.binding.store.Tigris;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what was done to a bucket: it falls through to the origin no longer, and the keys that
 * were issued are void. It and its pictures stay, unless it was made by the operator and is to go.
 */
final class Undoing {
  private final AvatarOrigin resource;
  private final BindingMetrics metrics;
  private final Duration settle;
  private final Instant now;
  private final Function<String, Optional<Tigris>> stores;

  /**
   * @param settle until a store's settings are read as they were written
   * @param stores finds the store by the name of the Secret with its credentials
   */
  Undoing(
      AvatarOrigin resource,
      BindingMetrics metrics,
      Duration settle,
      Instant now,
      Function<String, Optional<Tigris>> stores) {
    this.resource = resource;
    this.metrics = metrics;
    this.settle = settle;
    this.now = now;
    this.stores = stores;
  }

  /** The name of keys that are issued for a resource, and for no other. */
  static String keyName(AvatarOrigin resource) {
    return "avatar-origin-%s-%s-%s"
        .formatted(
            resource.getMetadata().getNamespace(),
            resource.getMetadata().getName(),
            resource.getMetadata().getUid());
  }

  /** Why something is left; empty where nothing is. */
  Optional<Finding> undo(BucketStatus known) {
    if (!mayBeBound(known) && known.issued() == null && known.made() == null) {
      return Optional.empty();
    }
    Optional<Tigris> tigris = stores.apply(known.credentialsSecretName());
    if (tigris.isEmpty()) {
      return Optional.of(Failures.noCredentials(known.credentialsSecretName()));
    }
    try {
      return undo(known, tigris.get());
    } catch (StoreException e) {
      metrics.failed(e.category());
      return Optional.of(Failures.finding(e));
    }
  }

  private static boolean mayBeBound(BucketStatus known) {
    return known.boundTo() != null || known.bindingTo() != null;
  }

  private Optional<Finding> undo(BucketStatus known, Tigris tigris) {
    if (mayBeBound(known)) {
      if (!isSomebodyElses(known, tigris)) {
        tigris.clearShadow(known.name());
      } else if (wasWrittenOfLate(known)) {
        return Optional.of(
            Finding.notYet("Settling", "where the bucket falls through to is not read as written"));
      }
    }
    if (known.issued() != null) {
      tigris.accessKeys().revokeAll(keyName(resource));
    }
    if (known.made() == BucketStatus.Making.Made
        && policy(known) == TigrisSpec.DeletionPolicy.DeleteBucket) {
      tigris.delete(known.name());
    }
    return Optional.empty();
  }

  /** Only a shadow that is read counts: one that is not may be there all the same. */
  private static boolean isSomebodyElses(BucketStatus known, Tigris tigris) {
    return tigris
        .bucket(known.name())
        .flatMap(BucketState::shadow)
        .filter(
            shadow ->
                !shadow.url().equals(known.boundTo()) && !shadow.url().equals(known.bindingTo()))
        .isPresent();
  }

  private boolean wasWrittenOfLate(BucketStatus known) {
    return known.appliedTime() != null
        && now.isBefore(Instant.parse(known.appliedTime()).plus(settle));
  }

  /** The spec's, while it is about this bucket. */
  private TigrisSpec.DeletionPolicy policy(BucketStatus known) {
    @Nullable TigrisSpec spec = resource.getSpec().tigris();
    return spec != null && spec.bucket().equals(known.name())
        ? Objects.requireNonNullElse(spec.deletionPolicy(), TigrisSpec.DeletionPolicy.KeepBucket)
        : known.deletionPolicy();
  }
}
