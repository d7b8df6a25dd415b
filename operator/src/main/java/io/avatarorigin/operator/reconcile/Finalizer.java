package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.PrimaryUpdateAndCacheUtils;
import java.util.Map;
import java.util.Optional;

/**
 * Holds an AvatarOrigin back from going while something outside the cluster has to be undone. Those
 * without a bucket in front have none.
 */
final class Finalizer {
  static final String NAME = "avatarorigin.io/bucket";

  /** The annotation of a resource that shall go whatever is left. */
  static final String FORCE_RELEASE = "avatarorigin.io/force-release";

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

  static boolean isForced(AvatarOrigin resource) {
    return Optional.ofNullable(resource.getMetadata().getAnnotations())
        .map((Map<String, String> all) -> all.get(FORCE_RELEASE))
        .filter("true"::equals)
        .isPresent();
  }
}
