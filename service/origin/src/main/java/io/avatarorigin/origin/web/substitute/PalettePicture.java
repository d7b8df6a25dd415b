package io.avatarorigin.origin.web.substitute;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;

/** Paints square pictures of few colours, line by line. */
final class PalettePicture {
  private static final int SHADES = 16;
  private static final int BITS = 4;

  private PalettePicture() {}

  /** Fills one line with numbers of colours. */
  @FunctionalInterface
  interface Line {
    /**
     * Fills the line.
     *
     * @param row as the line above left it
     */
    void fill(int[] row, int y);
  }

  /** The opaque colours of this palette, given as 0xRRGGBB; 2, 4 or 16 at most for 1, 2, 4 bits. */
  static IndexColorModel colours(int bits, int[] palette) {
    return new IndexColorModel(bits, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
  }

  /** The background and the ink, given as 0xRRGGBB, with what lies between them. */
  static IndexColorModel shades(int background, int ink) {
    int[] palette = new int[SHADES];
    for (int i = 0; i < SHADES; i++) {
      palette[i] =
          mix(background, ink, 16, i) | mix(background, ink, 8, i) | mix(background, ink, 0, i);
    }
    return colours(BITS, palette);
  }

  /**
   * The number of the shade of a pixel, smooth along the edge of a figure.
   *
   * @param outside how many pixels its middle lies outside the figure; negative inside
   */
  static int shade(double outside) {
    return (int) Math.round(Math.clamp(0.5 - outside, 0, 1) * (SHADES - 1));
  }

  private static int mix(int background, int ink, int shift, int shade) {
    int from = background >> shift & 0xff;
    int to = ink >> shift & 0xff;
    return (from + (to - from) * shade / (SHADES - 1)) << shift;
  }

  /** A picture of one colour, given as 0xRRGGBB. */
  static BufferedImage plain(int colour, int size) {
    return paint(size, colours(1, new int[] {colour}), (row, y) -> {});
  }

  static BufferedImage paint(int size, IndexColorModel colours, Line line) {
    BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_BINARY, colours);
    int[] row = new int[size];
    for (int y = 0; y < size; y++) {
      line.fill(row, y);
      image.getRaster().setPixels(0, y, size, 1, row);
    }
    return image;
  }
}
