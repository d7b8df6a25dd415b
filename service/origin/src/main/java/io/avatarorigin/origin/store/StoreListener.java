package io.avatarorigin.origin.store;

import io.avatarorigin.origin.store.shared.SharedOutcome;

/** Told of what the store meets on disk and in the shared bucket; called on any thread. */
public interface StoreListener {
  /** A file was not what was written, and has been removed. */
  void damaged();

  /** A file could not be written or read: the disk is full, or failing. */
  void diskFailed();

  /** Files were removed to stay under the size limit. */
  void evicted(long files, long bytes);

  /** The shared bucket was of use, or not. */
  void shared(SharedOutcome outcome);
}
