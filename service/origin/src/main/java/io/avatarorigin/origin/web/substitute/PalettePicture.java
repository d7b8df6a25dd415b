package io.avatarorigin.origin.web.substitute;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;

/** Paints square pictures of few colours, line by line. */
final class PalettePicture {
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
