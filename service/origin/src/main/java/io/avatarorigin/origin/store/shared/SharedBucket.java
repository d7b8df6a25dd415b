package io.avatarorigin.origin.store.shared;

import io.avatarorigin.origin.bucket.RemoteBucket;

/**
 * Where origins share their portraits.
 *
 * @param prefix what every key there begins with, empty or ending in a slash
 */
public record SharedBucket(RemoteBucket bucket, String prefix) {
  public SharedBucket {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("a prefix ends in a slash: " + prefix);
    }
  }
}
