package io.avatarorigin.origin.store.shared;

/** How the bucket was of use, or not. */
public enum SharedOutcome {
  /** A portrait was found. */
  HIT,
  /** There was none. */
  MISS,
  /** Ours was the first of its key. */
  STORED,
  /** Another's was there before ours, and stands. */
  LOST_RACE,
  /** What lies there is no portrait. */
  DAMAGED,
  /** No answer, or a refusal. */
  FAILED,
  /** Not asked, because it failed before or because too many others wait for it. */
  SKIPPED
}
