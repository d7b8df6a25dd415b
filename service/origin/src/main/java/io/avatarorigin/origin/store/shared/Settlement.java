package io.avatarorigin.origin.store.shared;

/** Whose portrait stands for a hash, after ours was offered. */
sealed interface Settlement {
  /** Ours: it is the first, or what was there before is no portrait. */
  record Ours() implements Settlement {}

  /** Another origin's, which was there before. */
  record Theirs(Lookup.Here portrait) implements Settlement {}

  /** Not known yet; ours is to be offered again. */
  record Open() implements Settlement {}
}
