package io.avatarorigin.vocabulary;

import java.util.List;

/**
 * A part of the prompt that one digit of the hash chooses.
 *
 * @param digit the position of the digit, 0 to 31, so that hashes of both lengths have it
 * @param words the words for each of the 16 values of the digit; empty for nothing to add
 */
record Slot(int digit, List<String> words) {
  static final int VALUES = 16;

  Slot {
    words = List.copyOf(words);
    if (digit < 0 || digit >= Hash.LEAST_DIGITS) {
      throw new IllegalArgumentException("digit must be 0 to 31, not " + digit);
    }
    if (words.size() != VALUES) {
      throw new IllegalArgumentException("words must be 16, not " + words.size());
    }
  }

  SlotReading read(Hash hash) {
    int value = hash.digit(digit);
    return new SlotReading(digit, value, words.get(value));
  }
}
