package io.avatarorigin.origin.web.substitute;

import java.util.Locale;
import java.util.Optional;

/**
 * A picture that is computed at once and shown where the real one cannot be: Gravatar's and
 * Libravatar's names for {@code d=}. Those that they draw from the hash share one pattern of cells
 * here, each with a grid of its own.
 */
public enum Substitute {
  /** A silhouette, the same for everybody. */
  MP(0),
  IDENTICON(5),
  MONSTERID(7),
  WAVATAR(6),
  RETRO(8),
  ROBOHASH(9),
  /** The initials that {@code initials=} or {@code name=} gives, on the hash's colour. */
  INITIALS(0),
  /** The hash's colour alone. */
  COLOR(0),
  /** Nothing, transparent. */
  BLANK(0);

  private final int cells;

  Substitute(int cells) {
    this.cells = cells;
  }

  /** The cells in a row of the pattern; 0 for those that have none. */
  int cells() {
    return cells;
  }

  /** Whether it is the same for everybody. */
  boolean ignoresHash() {
    return this == MP || this == BLANK;
  }

  /** The substitute that {@code d=} calls by this name, in any case. */
  public static Optional<Substitute> named(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "mp", "mm", "mmng" -> Optional.of(MP);
      case "identicon" -> Optional.of(IDENTICON);
      case "monsterid" -> Optional.of(MONSTERID);
      case "wavatar" -> Optional.of(WAVATAR);
      case "retro", "pagan" -> Optional.of(RETRO);
      case "robohash" -> Optional.of(ROBOHASH);
      case "initials" -> Optional.of(INITIALS);
      case "color" -> Optional.of(COLOR);
      case "blank" -> Optional.of(BLANK);
      default -> Optional.empty();
    };
  }
}
