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
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_BINARY, shades());
    int[] row = new int[size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double distance = distance((x + 0.5) / size, (y + 0.5) / size) * size;
        row[x] = (int) Math.round(Math.clamp(0.5 - distance, 0, 1) * (SHADES - 1));
      }
      image.getRaster().setPixels(0, y, size, 1, row);
    }
    return image;
  }

  /** Nothing at all. */
  static BufferedImage blank(int size) {
    IndexColorModel transparent =
        new IndexColorModel(1, 1, new int[] {0}, 0, true, 0, DataBuffer.TYPE_BYTE);
    return new BufferedImage(size, size, BufferedImage.TYPE_BYTE_BINARY, transparent);
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
    return new IndexColorModel(BITS, SHADES, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
  }

  private static int mix(int shift, int shade) {
    int from = BACKGROUND >> shift & 0xff;
    int to = FIGURE >> shift & 0xff;
    return (from + (to - from) * shade / (SHADES - 1)) << shift;
  }
}
