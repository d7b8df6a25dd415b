package io.avatarorigin.settings.raw;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody meant who mistyped a word. */
public final class Nearest {
  /** No setting is nearly as long, and the distance costs the product of both lengths. */
  private static final int LONGEST = 80;

  private Nearest() {}

  /**
   * The candidate with the fewest changed letters, if they are few: two, a third of a long word,
   * half of a short one.
   */
  public static Optional<String> to(String word, Collection<String> candidates) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    int few = Math.max(word.length() / 3, Math.min(2, word.length() / 2));
    return candidates.stream()
        .filter(candidate -> distance(word, candidate) <= few)
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)));
  }

  /** Levenshtein's distance: insertions, deletions and replacements. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
