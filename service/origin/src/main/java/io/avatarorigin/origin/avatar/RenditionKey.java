package io.avatarorigin.origin.avatar;

import io.avatarorigin.vocabulary.Hash;

/** Names one rendition: whose picture, how many pixels square (1..2048), in which format. */
public record RenditionKey(Hash hash, int size, ImageFormat format) {
  /** The largest rendition, in pixels. */
  public static final int MAX_SIZE = 2048;

  public RenditionKey {
    if (size < 1 || size > MAX_SIZE) {
      throw new IllegalArgumentException("size must be 1.." + MAX_SIZE + ", not " + size);
    }
  }

  /**
   * The key in full, as {@link KeyGrammar} reads it behind its prefix; stored files have it too.
   */
  public String name() {
    return hash.digits() + "@" + size + "." + format.extension();
  }
}
