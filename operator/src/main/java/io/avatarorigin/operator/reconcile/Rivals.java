package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.BucketStatus;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * AvatarOrigins that name the same bucket. One has it: the one that has done something to it, else
 * the oldest.
 */
final class Rivals {
  private static final Comparator<AvatarOrigin> FIRST =
      Comparator.comparing((AvatarOrigin it) -> !isAtIt(it))
          .thenComparing(it -> it.getMetadata().getCreationTimestamp())
          .thenComparing(it -> it.getMetadata().getUid());

  private Rivals() {}

  /** Who has the bucket of this resource instead; empty where nobody else has. */
  static Optional<String> of(AvatarOrigin resource, Stream<AvatarOrigin> all) {
    return all.filter(it -> !it.getMetadata().getUid().equals(resource.getMetadata().getUid()))
        .filter(it -> bucket(it).isPresent() && bucket(it).equals(bucket(resource)))
        .filter(it -> FIRST.compare(it, resource) < 0)
        .findFirst()
        .map(it -> it.getMetadata().getNamespace() + "/" + it.getMetadata().getName());
  }

  private static Optional<String> bucket(AvatarOrigin resource) {
    return Optional.ofNullable(resource.getSpec())
        .map(spec -> spec.tigris())
        .map(tigris -> tigris.bucket());
  }

  private static boolean isAtIt(AvatarOrigin resource) {
    return Buckets.known(resource)
        .filter(it -> Optional.of(it.name()).equals(bucket(resource)))
        .filter(Rivals::isAnnounced)
        .isPresent();
  }

  private static boolean isAnnounced(BucketStatus bucket) {
    return bucket.made() != null || bucket.boundTo() != null || bucket.bindingTo() != null;
  }
}
