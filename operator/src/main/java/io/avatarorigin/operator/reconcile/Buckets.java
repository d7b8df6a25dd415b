package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.binding.BucketBinder;
import io.avatarorigin.operator.binding.ForceRelease;
import io.avatarorigin.operator.binding.Hindrance;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Optional;

/** Buckets in front, from the first announcement to the release of the finalizer. */
final class Buckets {
  private final BucketBinder binder;
  private final StoreSecrets secrets;
  private final Announcements announcements;

  Buckets(BucketBinder binder, StoreSecrets secrets, Announcements announcements) {
    this.binder = binder;
    this.secrets = secrets;
    this.announcements = announcements;
  }

  /** Before anything is done that has to be undone. */
  void hold(AvatarOrigin resource, Context<AvatarOrigin> context) {
    if (resource.getSpec().tigris() != null) {
      if (!Finalizer.isThere(resource)) {
        Finalizer.add(context);
      }
    } else if (BucketStatus.of(resource).isEmpty()) {
      release(resource, context);
    }
  }

  /**
   * Undoes a bucket that is wanted no longer.
   *
   * @return what hinders that; empty where nothing is left, or nobody minds
   */
  Optional<Hindrance> leave(AvatarOrigin resource, Context<AvatarOrigin> context) {
    Optional<Hindrance> left = undo(resource);
    if (left.isEmpty() && BucketStatus.of(resource).map(BucketStatus::issued).isPresent()) {
      secrets.safe(DerivedResource.blueprint(context)).discard();
    }
    return left;
  }

  /** Undoes it for good; what hinders that, or empty when the resource has been let go. */
  Optional<Hindrance> takeDown(AvatarOrigin resource, Context<AvatarOrigin> context) {
    Optional<Hindrance> left = undo(resource);
    if (left.isEmpty()) {
      release(resource, context);
    }
    return left;
  }

  private Optional<Hindrance> undo(AvatarOrigin resource) {
    Optional<Hindrance> left = binder.undo(resource, secrets.credentials(resource));
    if (left.isPresent() && ForceRelease.isWanted(resource)) {
      announcements.tellOfRelease(resource, left.get().problem().message());
      return Optional.empty();
    }
    return left;
  }

  private void release(AvatarOrigin resource, Context<AvatarOrigin> context) {
    forget(resource);
    if (Finalizer.isThere(resource)) {
      Finalizer.remove(context);
    }
  }

  /** Of a resource that is gone. */
  void forget(AvatarOrigin resource) {
    binder.forget(resource);
    secrets.forget(resource);
  }
}
