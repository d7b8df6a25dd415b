package io.avatarorigin.origin.store;

import io.avatarorigin.vocabulary.Hash;
import java.time.Instant;

/**
 * A picture that is pinned for a hash.
 *
 * @param edition 16 hex digits that are others when the picture is another one
 * @param changedAt the picture's time, in whole seconds
 */
public record Pin(Hash hash, String edition, Instant changedAt) {
  public Pin {
    if (!edition.matches("[0-9a-f]{16}")) {
      throw new IllegalArgumentException("an edition is 16 hex digits, not " + edition);
    }
  }
}
