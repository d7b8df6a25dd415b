package io.avatarorigin.origin.web.substitute;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;

/** Head and shoulders, or nobody at all. Lengths are parts of the picture's width. */
final class Silhouette {
  /** Behind the silhouette that is the same for everybody. */
  static final int GREY = 0xc9ced6;

  private static final int FIGURE = 0xf7f8fa;

  private Silhouette() {}

  /** Head and shoulders, light on this colour. */
  static BufferedImage person(int background, int size) {
    return PalettePicture.paint(
        size,
        PalettePicture.shades(background, FIGURE),
        (row, y) -> {
          for (int x = 0; x < size; x++) {
            double outside = distance((x + 0.5) / size, (y + 0.5) / size);
            row[x] = PalettePicture.shade(outside * size);
          }
        });
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
}
