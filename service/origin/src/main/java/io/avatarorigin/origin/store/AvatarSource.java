package io.avatarorigin.origin.store;

import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.vocabulary.Hash;
import java.time.Duration;
import java.util.Optional;

/** Where renditions come from. Calls block, and come from virtual threads. */
public interface AvatarSource {
  /**
   * What is to be had without a draw, from memory, disk, a stored or a pinned portrait; nothing
   * where it would take a draw. Never begins one.
   *
   * @param longest how long an encode or another server is waited for
   */
  Optional<Outcome> find(RenditionKey key, Duration longest);

  /**
   * When to ask again, where it cannot be told just now whether another origin has drawn this hash;
   * to be asked after a {@link #find} that found nothing.
   */
  default Optional<Duration> undecided(Hash hash) {
    return Optional.empty();
  }

  /** Whether a draw of this hash waits or runs, so that joining it costs nothing. */
  boolean isBeingDrawn(Hash hash);

  /** Whether an administrator has barred this hash. */
  boolean isBarred(Hash hash);

  /** Whether an administrator has pinned a picture for this hash, so that nothing is drawn. */
  default boolean isPinned(Hash hash) {
    return false;
  }

  /**
   * Follows what becomes of this hash, to be closed in the end. Begins no draw, and looks at
   * nothing that is stored: to be asked before a {@link #find}, so that no end is missed.
   */
  Following follow(Hash hash);

  /** The rendition, drawn if need be, within the caller's patience. */
  Outcome fetch(RenditionKey key, Patience patience);
}
