package io.avatarorigin.origin.web.substitute;

import io.avatarorigin.origin.avatar.Digest;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.nio.charset.StandardCharsets;

/**
 * A square of coloured cells, its right half the mirror of its left, that a text decides: the
 * substitute for pictures that should differ from person to person.
 *
 * @param cells the cells of a row, as many as there are rows
 * @param entropy 32 bytes: colours from the first two, cells from the others
 */
@SuppressWarnings("ArrayRecordComponent") // private to this class, never compared
record CellPattern(int cells, byte[] entropy) {
  private static final int BITS = 2;
  private static final int BACKGROUND = 0;
  private static final int MARGIN_PARTS = 12;
  private static final int FIRST_CELL_BYTE = 2;

  static CellPattern of(Substitute substitute, String text) {
    String seed = substitute.name() + ":" + text;
    return new CellPattern(
        substitute.cells(), Digest.SHA256.of(seed.getBytes(StandardCharsets.UTF_8)));
  }

  BufferedImage paint(int size) {
    return PalettePicture.paint(
        size,
        colours(),
        (row, y) -> {
          int cellRow = cellAt(y, size);
          if (y == 0 || cellRow != cellAt(y - 1, size)) {
            fill(row, cellRow);
          }
        });
  }

  private void fill(int[] row, int cellRow) {
    for (int x = 0; x < row.length; x++) {
      int column = cellAt(Math.min(x, row.length - 1 - x), row.length);
      row[x] = cellRow < 0 || column < 0 ? BACKGROUND : colourOf(column, cellRow);
    }
  }

  /** The cell that a pixel lies in, or -1 on the margin. */
  private int cellAt(int pixel, int size) {
    int margin = size / MARGIN_PARTS;
    int inner = size - 2 * margin;
    int position = pixel - margin;
    return position < 0 || position >= inner ? -1 : position * cells / inner;
  }

  /** 0, the background, for two cells of four; else one of two colours. */
  private int colourOf(int column, int row) {
    int bit = BITS * (row * ((cells + 1) / 2) + column);
    int choice = (entropy[FIRST_CELL_BYTE + bit / Byte.SIZE] >> (bit % Byte.SIZE)) & 3;
    return Math.max(BACKGROUND, choice - 1);
  }

  private IndexColorModel colours() {
    float hue = (entropy[0] & 0xff) / 256f;
    float other = hue + 0.08f + (entropy[1] & 0xff) / 256f * 0.3f;
    int[] palette = {
      Color.HSBtoRGB(hue, 0.07f, 0.97f),
      Color.HSBtoRGB(hue, 0.6f, 0.66f),
      Color.HSBtoRGB(other, 0.45f, 0.84f)
    };
    return PalettePicture.colours(BITS, palette);
  }
}
