package io.avatarorigin.origin.web.substitute;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;

/** The substitutes that are the same for everybody. Lengths are parts of the picture's width. */
final class Silhouette {
  private static final int SHADES = 16;
  private static final int BITS = 4;
  private static final int BACKGROUND = 0xc9ced6;
  private static final int FIGURE = 0xf7f8fa;

  private Silhouette() {}

  /** Head and shoulders, light on grey. */
  static BufferedImage person(int size) {
    return PalettePicture.paint(
        size,
        shades(),
        (row, y) -> {
          for (int x = 0; x < size; x++) {
            row[x] = shade((x + 0.5) / size, (y + 0.5) / size, size);
          }
        });
  }

  /** Nothing at all. */
  static BufferedImage blank(int size) {
    IndexColorModel transparent =
        new IndexColorModel(1, 1, new int[] {0}, 0, true, 0, DataBuffer.TYPE_BYTE);
    return new BufferedImage(size, size, BufferedImage.TYPE_BYTE_BINARY, transparent);
  }

  /** The shade of a pixel in whose middle the point lies, smooth along the figure's edge. */
  private static int shade(double x, double y, int size) {
    double pixels = distance(x, y) * size;
    return (int) Math.round(Math.clamp(0.5 - pixels, 0, 1) * (SHADES - 1));
  }

  /** About how far a point lies outside the figure; negative inside. */
  private static double distance(double x, double y) {
    double head = Math.hypot(x - 0.5, y - 0.39) - 0.185;
    double shoulders = (Math.hypot((x - 0.5) / 0.36, (y - 1.02) / 0.36) - 1) * 0.36;
    return Math.min(head, shoulders);
  }

  private static IndexColorModel shades() {
    int[] palette = new int[SHADES];
    for (int i = 0; i < SHADES; i++) {
      palette[i] = mix(16, i) | mix(8, i) | mix(0, i);
    }
    return PalettePicture.colours(BITS, palette);
  }

  private static int mix(int shift, int shade) {
    int from = BACKGROUND >> shift & 0xff;
    int to = FIGURE >> shift & 0xff;
    return (from + (to - from) * shade / (SHADES - 1)) << shift;
  }
}
