package io.avatarorigin.vocabulary;

import java.util.HexFormat;
import java.util.Locale;

/**
 * What a picture is drawn for: an MD5 or SHA-256 hash, by convention of an e-mail address.
 *
 * @param digits 32 or 64 lower-case hex digits
 */
public record Hash(String digits) {
  /** Digits of the shorter kind: what every vocabulary may rely on. */
  static final int LEAST_DIGITS = 32;

  private static final int MOST_DIGITS = 64;

  public Hash {
    if (!isHash(digits) || !digits.equals(digits.toLowerCase(Locale.ROOT))) {
      throw new InvalidHashException(digits);
    }
  }

  /**
   * Reads a hash as people and stores write it, in either case.
   *
   * @throws InvalidHashException if {@code text} is not 32 or 64 hex digits and nothing else
   */
  public static Hash parse(String text) {
    return new Hash(text.toLowerCase(Locale.ROOT));
  }

  /** Whether {@code text} is 32 or 64 hex digits, in either case, and nothing else. */
  public static boolean isHash(String text) {
    if (text.length() != LEAST_DIGITS && text.length() != MOST_DIGITS) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) { // a stream costs hits two in a hundred
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Hashes an e-mail address, or any text, as Gravatar does: without the white space around it, in
   * lower case, as UTF-8.
   */
  public static Hash of(String text, HashAlgorithm algorithm) {
    return new Hash(algorithm.digits(text.strip().toLowerCase(Locale.ROOT)));
  }

  /** The value, 0 to 15, of the digit at {@code position}, counted from 0. */
  public int digit(int position) {
    return HexFormat.fromHexDigit(digits.charAt(position));
  }

  /** The digits alone, as they stand in a key. */
  @Override
  public String toString() {
    return digits;
  }
}
