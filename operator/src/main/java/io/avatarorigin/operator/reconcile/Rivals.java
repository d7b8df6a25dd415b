package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.BucketStatus;
import io.javaoperatorsdk.operator.api.reconciler.IndexedResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * AvatarOrigins that name the same bucket. One has it: the one that has done something to it, else
 * the oldest.
 */
final class Rivals {
  private static final Comparator<AvatarOrigin> FIRST =
      Comparator.comparing((AvatarOrigin it) -> !isAtIt(it))
          .thenComparing(it -> it.getMetadata().getCreationTimestamp())
          .thenComparing(it -> it.getMetadata().getUid());

  private static final String BY_BUCKET = "bucket";

  private Rivals() {}

  /** Has a cache find them without a look at all others. */
  static void index(IndexerResourceCache<AvatarOrigin> cache) {
    cache.addIndexer(BY_BUCKET, Rivals::keys);
  }

  /** What a resource is found by: its bucket, where it has one. */
  static List<String> keys(AvatarOrigin resource) {
    return bucket(resource).stream().toList();
  }

  /** Who has the bucket of this resource instead; empty where nobody else has. */
  static Optional<String> of(AvatarOrigin resource, IndexedResourceCache<AvatarOrigin> cache) {
    return bucket(resource).flatMap(it -> of(resource, cache.byIndex(BY_BUCKET, it)));
  }

  /**
   * The same.
   *
   * @param all that name the bucket
   */
  static Optional<String> of(AvatarOrigin resource, List<AvatarOrigin> all) {
    return all.stream()
        .filter(it -> !it.getMetadata().getUid().equals(resource.getMetadata().getUid()))
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
    return BucketStatus.of(resource)
        .filter(it -> Optional.of(it.name()).equals(bucket(resource)))
        .filter(Rivals::isAnnounced)
        .isPresent();
  }

  private static boolean isAnnounced(BucketStatus bucket) {
    return bucket.made() != null || bucket.boundTo() != null || bucket.bindingTo() != null;
  }
}
