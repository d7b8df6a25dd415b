package io.avatarorigin.origin.web.substitute;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is written in a person's stead.
 *
 * @param letters at most two of A to Z and 0 to 9; none where nothing else is known
 */
public record Initials(String letters) {
  public static final Initials NONE = new Initials("");

  private static final int MOST = 2;

  public Initials {
    if (!letters.matches("[A-Z0-9]{0,2}")) {
      throw new IllegalArgumentException("no initials: " + letters);
    }
  }

  /**
   * The initials that are given, else those of the name's first and last word. Marks are left out
   * (É is written E); a character that cannot be written is passed over.
   */
  public static Initials of(Optional<String> initials, Optional<String> name) {
    Initials given = initials.map(text -> new Initials(firstOf(text, MOST))).orElse(NONE);
    return given.equals(NONE) ? name.map(Initials::ofName).orElse(NONE) : given;
  }

  private static Initials ofName(String name) {
    List<String> first =
        Arrays.stream(name.split("[\\s,._@+]+"))
            .map(word -> firstOf(word, 1))
            .filter(letter -> !letter.isEmpty())
            .toList();
    if (first.isEmpty()) {
      return NONE;
    }
    return new Initials(first.size() == 1 ? first.getFirst() : first.getFirst() + first.getLast());
  }

  private static String firstOf(String text, int most) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .toUpperCase(Locale.ROOT)
        .codePoints()
        .filter(Alphabet::has)
        .limit(most)
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }
}
