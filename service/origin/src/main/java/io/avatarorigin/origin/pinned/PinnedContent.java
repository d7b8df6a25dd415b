package io.avatarorigin.origin.pinned;

import java.util.Optional;

/**
 * What is in a pinned file; its bytes are never written to.
 *
 * @param type what its source says it is, where that can be a content type
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never changed
record PinnedContent(byte[] bytes, Optional<String> type) {
  /** Of a source that knows bytes alone. */
  static PinnedContent untyped(byte[] bytes) {
    return new PinnedContent(bytes, Optional.empty());
  }
}
