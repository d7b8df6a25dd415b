package io.avatarorigin.worker.fetch;

/** What becomes of a model that was fetched to the same place before. */
public enum ExistingPolicy {
  /** It is taken if it is of this source, and refused if not. */
  KEEP,
  /** It is fetched anew and takes the old one's place. */
  REPLACE
}
