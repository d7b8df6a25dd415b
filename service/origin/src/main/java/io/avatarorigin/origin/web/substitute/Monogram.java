package io.avatarorigin.origin.web.substitute;

import io.avatarorigin.origin.web.substitute.Glyph.Segment;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One or two characters, light on a colour, in the middle of the picture. */
final class Monogram {
  /** Lengths as parts of a capital's height. */
  private static final double STROKE = 0.15;

  private static final double GAP = 0.33;
  private static final double MOST_KERNING = 0.33;
  private static final double KERNING_STEP = 0.03;

  /** Lengths as parts of the picture's width; what is written stays within its circle. */
  private static final double HEIGHT_OF_ONE = 0.46;

  private static final double HEIGHT_OF_TWO = 0.38;
  private static final double WIDTH = 0.62;

  /** Thinner strokes fade, in pixels. */
  private static final double LEAST_RADIUS = 0.75;

  private static final int INK = 0xffffff;

  private Monogram() {}

  static BufferedImage paint(Initials initials, int background, int size) {
    Glyph written = sideBySide(initials);
    double most = initials.letters().length() == 1 ? HEIGHT_OF_ONE : HEIGHT_OF_TWO;
    double height = size * Math.min(most, WIDTH / written.width());
    double left = (size - written.width() * height) / 2;
    double top = (size - height) / 2;
    List<Segment> strokes =
        written.segments().stream().map(stroke -> stroke.placed(height, left, top)).toList();
    double radius = Math.max(LEAST_RADIUS, STROKE / 2 * height);
    return PalettePicture.paint(
        size,
        PalettePicture.shades(background, INK),
        (row, y) -> {
          Arrays.fill(row, 0);
          strokes.forEach(stroke -> draw(stroke, radius, row, y + 0.5));
        });
  }

  /** The second character comes from the right, until it is near to the first. */
  private static Glyph sideBySide(Initials initials) {
    Glyph first = Alphabet.glyph(initials.letters().charAt(0));
    if (initials.letters().length() == 1) {
      return first;
    }
    Glyph second = Alphabet.glyph(initials.letters().charAt(1));
    double offset = first.width() + GAP;
    double nearest = offset - MOST_KERNING;
    while (offset - KERNING_STEP >= nearest
        && first.distance(second, offset - KERNING_STEP) >= GAP) {
      offset -= KERNING_STEP;
    }
    List<Segment> both = new ArrayList<>(first.segments());
    for (Segment segment : second.segments()) {
      both.add(segment.placed(1, offset, 0));
    }
    return new Glyph(both);
  }

  private static void draw(Segment stroke, double radius, int[] row, double y) {
    double reach = radius + 1;
    if (y < stroke.minY() - reach || y > stroke.maxY() + reach) {
      return;
    }
    Segment near = stroke.between(y - reach, y + reach);
    int from = Math.max(0, (int) Math.floor(near.minX() - reach));
    int to = Math.min(row.length, (int) Math.ceil(near.maxX() + reach));
    for (int x = from; x < to; x++) {
      double outside = stroke.distance(x + 0.5, y) - radius;
      row[x] = Math.max(row[x], PalettePicture.shade(outside));
    }
  }
}
