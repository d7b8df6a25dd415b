package io.avatarorigin.origin.s3.http;

import java.util.OptionalInt;

/** Reads numbers as S3 clients write them: digits of ASCII, without a sign. */
public final class WholeNumber {
  private WholeNumber() {}

  /** The number; empty where the text is something else, or no {@code int}. */
  public static OptionalInt parse(String text) {
    if (text.isEmpty() || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return OptionalInt.empty(); // too great
    }
  }
}
