package io.avatarorigin.origin.store.shared;

import io.avatarorigin.origin.bucket.RemoteBucket;

/**
 * Where origins share their portraits.
 *
 * @param name tells it from other buckets, those of other servers among them
 * @param prefix what every key there begins with, empty or ending in a slash
 */
public record SharedBucket(RemoteBucket bucket, String name, String prefix) {
  public SharedBucket {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("a prefix ends in a slash: " + prefix);
    }
  }
}
