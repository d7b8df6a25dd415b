package io.avatarorigin.origin.pinned;

import java.time.Instant;

/**
 * A pinned file as an object: its bytes (shared, never written to), their lower-case hex MD5, and
 * the file's time in whole seconds.
 */
@SuppressWarnings("ArrayRecordComponent") // shared by every request for the object, by design
public record PinnedObject(byte[] content, String contentType, String md5, Instant changedAt) {
  /** What is known of an object without its bytes. */
  public record Facts(long size, String md5, Instant changedAt) {}
}
