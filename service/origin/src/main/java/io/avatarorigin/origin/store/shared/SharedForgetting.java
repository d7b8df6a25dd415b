package io.avatarorigin.origin.store.shared;

import io.avatarorigin.origin.avatar.ContentVersion;
import io.avatarorigin.origin.bucket.RemoteEntry;
import io.avatarorigin.vocabulary.Hash;
import java.util.List;
import java.util.stream.StreamSupport;

/** Takes hashes out of a shared bucket, whichever origin and content version drew them. */
public final class SharedForgetting {
  private final SharedBucket shared;
  private final SharedKeys keys;
  private final List<ContentVersion> versions;

  private SharedForgetting(SharedBucket shared, List<ContentVersion> versions) {
    this.shared = shared;
    this.keys = new SharedKeys(shared.prefix());
    this.versions = versions;
  }

  /**
   * Looks which content versions there are.
   *
   * @throws io.avatarorigin.origin.bucket.BucketException when the bucket cannot be read
   */
  public static SharedForgetting open(SharedBucket shared) {
    return new SharedForgetting(
        shared,
        StreamSupport.stream(shared.bucket().folders(shared.prefix()).spliterator(), false)
            .filter(ContentVersion::isVersion)
            .map(ContentVersion::new)
            .toList());
  }

  /**
   * Deletes the portraits of a hash, and counts them.
   *
   * @throws io.avatarorigin.origin.bucket.BucketException when some may be there still
   */
  public int forget(Hash hash) {
    int deleted = 0;
    for (ContentVersion version : versions) {
      for (RemoteEntry entry : shared.bucket().list(keys.portrait(version, hash))) {
        shared.bucket().delete(entry.key());
        deleted++;
      }
    }
    return deleted;
  }
}
