package io.avatarorigin.vocabulary;

import java.util.Optional;

/** A part of a prompt as a file writes it, without the commas that join it to the next. */
final class Phrase {
  private static final int MOST_CHARACTERS = 1000;

  private Phrase() {}

  /** The words, or nothing where a fault was added. */
  static Optional<String> read(Place place) {
    Optional<String> text = place.text(MOST_CHARACTERS);
    if (text.isPresent() && (text.get().startsWith(",") || text.get().endsWith(","))) {
      place.fault("begins or ends with a comma; the commas between words are put in");
      return Optional.empty();
    }
    return text;
  }
}
