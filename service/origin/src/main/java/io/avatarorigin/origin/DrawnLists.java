package io.avatarorigin.origin;

import io.avatarorigin.origin.avatar.KeyGrammar;
import io.avatarorigin.origin.s3.list.ObjectCursor;
import io.avatarorigin.origin.store.StoredRenditions;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What lists of the buckets tell: of some the renditions on disk, of all others nothing.
 *
 * @param buckets whose lists tell renditions
 * @param renditions begins a pass over those on disk
 */
record DrawnLists(Set<String> buckets, Supplier<StoredRenditions> renditions, KeyGrammar keys) {
  DrawnLists {
    buckets = Set.copyOf(buckets);
  }

  ObjectCursor of(String bucket) {
    return buckets.contains(bucket)
        ? new DrawnObjects(renditions.get(), keys)
        : ObjectCursor.empty();
  }
}
