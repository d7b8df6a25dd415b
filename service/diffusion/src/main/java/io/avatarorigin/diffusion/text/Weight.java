package io.avatarorigin.diffusion.text;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Weights as they are written in prompts. */
final class Weight {

  private static final Pattern NUMBER =
      Pattern.compile("[+-]?+(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)");

  private Weight() {}

  /** A decimal number without exponent, or nothing. */
  static OptionalDouble parse(String text) {
    String number = text.strip();
    if (!NUMBER.matcher(number).matches()) {
      return OptionalDouble.empty();
    }
    double weight = Double.parseDouble(number);
    return Double.isFinite(weight) ? OptionalDouble.of(weight) : OptionalDouble.empty();
  }
}
