package io.avatarorigin.origin.bucket;

/** What became of writing an object that was to be the first of its key. */
public enum PutResult {
  STORED,
  /** Somebody else's is there; ours is not written. */
  ALREADY_THERE
}
