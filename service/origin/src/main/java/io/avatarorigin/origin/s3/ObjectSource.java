package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.list.ObjectCursor;

/** The objects that the S3 face serves. Calls block, and come from virtual threads. */
public interface ObjectSource {
  /**
   * Looks an object up, making it if need be and allowed; HEAD asks the same, since a length needs
   * the bytes.
   */
  ObjectLookup lookup(String bucket, String key, Making making);

  /** Whether a key could name an object; asked where an answer must not make one. At once. */
  default boolean mayHold(String bucket, String key) {
    return true;
  }

  /** A pass over the objects that lists of the bucket tell; nothing is made for it. At once. */
  default ObjectCursor list(String bucket) {
    return ObjectCursor.empty();
  }
}
