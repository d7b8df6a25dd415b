package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.binding.BindingReport;
import io.avatarorigin.operator.binding.BucketBinder;
import io.avatarorigin.operator.binding.Finding;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Buckets in front, from the first announcement to the release of the finalizer. */
final class Buckets {
  private final BucketBinder binder;
  private final StoreSecrets secrets;
  private final Map<String, Integer> failures = new ConcurrentHashMap<>();

  Buckets(BucketBinder binder, StoreSecrets secrets) {
    this.binder = binder;
    this.secrets = secrets;
  }

  /** Before anything is done that has to be undone. */
  void hold(AvatarOrigin resource, Context<AvatarOrigin> context) {
    if (resource.getSpec().tigris() != null && !Finalizer.isThere(resource)) {
      Finalizer.add(context);
    }
  }

  /**
   * What there is to tell of a resource's bucket after the workflow has run; empty where there is
   * none and none is wanted. One that is wanted no longer is undone here.
   */
  Optional<BindingReport> after(AvatarOrigin resource, Context<AvatarOrigin> context) {
    if (resource.getSpec().tigris() != null) {
      return BucketDependent.report(context);
    }
    Optional<BucketStatus> known =
        Optional.ofNullable(resource.getStatus()).map(status -> status.bucket());
    Optional<BindingReport> left = known.flatMap(it -> undone(it, resource, context));
    if (left.isEmpty()) {
      release(resource, context);
    }
    return left;
  }

  /** What is left to be undone; empty where nothing is. */
  private Optional<BindingReport> undone(
      BucketStatus known, AvatarOrigin resource, Context<AvatarOrigin> context) {
    Optional<Finding> problem = binder.undo(resource, secrets.credentials(resource));
    if (problem.isEmpty() && known.issued() != null) {
      secrets.safe(DerivedResource.blueprint(context)).discard();
    }
    return problem.map(
        it -> new BindingReport(known, it, Optional.empty(), Optional.empty(), pause(resource)));
  }

  /** Undoes it for good; what hinders that, or empty when the resource has been let go. */
  Optional<Finding> takeDown(AvatarOrigin resource, Context<AvatarOrigin> context) {
    if (!Finalizer.isForced(resource)) {
      Optional<Finding> problem = binder.undo(resource, secrets.credentials(resource));
      if (problem.isPresent()) {
        return problem;
      }
    }
    release(resource, context);
    return Optional.empty();
  }

  private void release(AvatarOrigin resource, Context<AvatarOrigin> context) {
    binder.forget(resource);
    secrets.forget(resource);
    failures.remove(resource.getMetadata().getUid());
    if (Finalizer.isThere(resource)) {
      Finalizer.remove(context);
    }
  }

  /** Until the next try to undo what could not be undone; it grows. */
  Duration pause(AvatarOrigin resource) {
    return binder.pause(failures.merge(resource.getMetadata().getUid(), 1, Integer::sum));
  }
}
