package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;

/**
 * Holds an AvatarOrigin back from going while something outside the cluster has to be undone. Those
 * without a bucket in front have none.
 */
final class Finalizer {
  static final String NAME = "avatarorigin.io/bucket";

  private Finalizer() {}

  static boolean isThere(AvatarOrigin resource) {
    return resource.hasFinalizer(NAME);
  }

  static AvatarOrigin add(Context<AvatarOrigin> context) {
    return PrimaryUpdateAndCacheUtils.addFinalizer(context, NAME);
  }

  static void remove(Context<AvatarOrigin> context) {
    PrimaryUpdateAndCacheUtils.removeFinalizer(context, NAME);
  }
}
