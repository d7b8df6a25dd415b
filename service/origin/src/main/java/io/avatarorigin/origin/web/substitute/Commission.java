package io.avatarorigin.origin.web.substitute;

import io.avatarorigin.origin.avatar.Digest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A substitute as it is to be painted.
 *
 * @param text what its pattern and its colour are made from: the hash, or the name that is none
 * @param initials what is written on {@link Substitute#INITIALS}
 * @param size in pixels, square
 */
public record Commission(Substitute substitute, String text, Initials initials, int size) {
  /**
   * The same for what looks the same: without what this substitute does not show, and with a digest
   * in place of the text, which may be long.
   */
  Commission canonical() {
    return new Commission(
        substitute,
        substitute.ignoresHash() ? "" : digest(text),
        substitute == Substitute.INITIALS ? initials : Initials.NONE,
        size);
  }

  private static String digest(String text) {
    return HexFormat.of().formatHex(Digest.SHA256.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
