package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.api.TigrisSpec;
import io.avatarorigin.operator.binding.store.AccessKeys;
import io.avatarorigin.operator.binding.store.BucketState;
import io.avatarorigin.operator.binding.store.StoreException;
import io.avatarorigin.operator.binding.store.Tigris;
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
  private final Function<String, Optional<Tigris>> stores;

  /**
   * @param stores finds the store by the name of the Secret with its credentials
   */
  Undoing(
      AvatarOrigin resource, BindingMetrics metrics, Function<String, Optional<Tigris>> stores) {
    this.resource = resource;
    this.metrics = metrics;
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
    if (known.boundTo() == null && known.issued() == null && known.made() == null) {
      return Optional.empty();
    }
    Optional<Tigris> tigris = stores.apply(known.credentialsSecretName());
    if (tigris.isEmpty()) {
      return Optional.of(Failures.noCredentials(known.credentialsSecretName()));
    }
    try {
      undo(known, tigris.get());
      return Optional.empty();
    } catch (StoreException e) {
      metrics.failed(e.category());
      return Optional.of(Failures.finding(e));
    }
  }

  private void undo(BucketStatus known, Tigris tigris) {
    Optional<BucketState> state = tigris.bucket(known.name());
    boolean isOurs =
        state
            .flatMap(BucketState::shadow)
            .filter(shadow -> shadow.url().equals(known.boundTo()))
            .isPresent();
    if (isOurs) {
      tigris.clearShadow(known.name());
    }
    if (known.issued() != null) {
      AccessKeys keys = tigris.accessKeys();
      keys.named(keyName(resource)).forEach(keys::revoke);
    }
    boolean isToGo = policy(known) == TigrisSpec.DeletionPolicy.DeleteBucket;
    if (isToGo && known.made() != null && state.isPresent()) {
      tigris.delete(known.name());
    }
  }

  /** The spec's, while it is about this bucket. */
  private TigrisSpec.DeletionPolicy policy(BucketStatus known) {
    @Nullable TigrisSpec spec = resource.getSpec().tigris();
    return spec != null && spec.bucket().equals(known.name())
        ? Objects.requireNonNullElse(spec.deletionPolicy(), TigrisSpec.DeletionPolicy.KeepBucket)
        : known.deletionPolicy();
  }
}
