package io.avatarorigin.vocabulary;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a mistyped one was probably meant to be. */
final class NearestName {
  /** No known name is nearly as long, and the distance costs the product of both lengths. */
  private static final int LONGEST = 40;

  private NearestName() {}

  /** The known name that {@code name} resembles enough to be meant. */
  static Optional<String> find(String name, Collection<String> known) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(name, candidate)))
        .filter(candidate -> resembles(name, candidate));
  }

  /** A phrase to put behind a message, {@code " (did you mean digits?)"}, or nothing. */
  static String suggestion(String name, Collection<String> known) {
    return find(name, known).map(nearest -> " (did you mean " + nearest + "?)").orElse("");
  }

  /** Whether it has a slip or two, or says more than needed, as negativePrompt does. */
  private static boolean resembles(String name, String candidate) {
    return distance(name, candidate) <= candidate.length() / 2
        || letters(name).startsWith(letters(candidate));
  }

  /** Levenshtein's distance of the letters and digits, whatever their case. */
  private static int distance(String name, String candidate) {
    String from = letters(name);
    String to = letters(candidate);
    int[] row = new int[to.length() + 1];
    for (int column = 0; column < row.length; column++) {
      row[column] = column;
    }
    for (int line = 1; line <= from.length(); line++) {
      int diagonal = row[0];
      row[0] = line;
      for (int column = 1; column < row.length; column++) {
        int replaced = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
        diagonal = row[column];
        row[column] = Math.min(replaced, 1 + Math.min(row[column], row[column - 1]));
      }
    }
    return row[to.length()];
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }
}
