package io.avatarorigin.origin.encode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** How a camera was held, by tag 0x0112 of a JPEG's Exif segment (Exif 2.32, section 4.6.4). */
enum ExifOrientation {
  UPRIGHT,
  MIRRORED,
  UPSIDE_DOWN,
  UPSIDE_DOWN_MIRRORED,
  TRANSPOSED,
  TURNED_LEFT,
  TRANSVERSED,
  TURNED_RIGHT;

  private static final int TAG = 0x0112;
  private static final int START_OF_SCAN = 0xDA;
  private static final int APP1 = 0xE1;
  private static final int ENTRY_BYTES = 12;
  private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

  /** That of a JPEG file; upright when it does not say, or not so that it could be understood. */
  static ExifOrientation of(byte[] jpeg) {
    ByteBuffer file = ByteBuffer.wrap(jpeg);
    int position = 2;
    while (position + 4 <= jpeg.length && (jpeg[position] & 0xFF) == 0xFF) {
      int marker = jpeg[position + 1] & 0xFF;
      int length = file.getShort(position + 2) & 0xFFFF;
      int end = position + 2 + length;
      if (marker == START_OF_SCAN || length < 2 || end > jpeg.length) {
        return UPRIGHT;
      }
      int content = position + 4;
      int header = content + EXIF.length;
      if (marker == APP1
          && header <= end
          && Arrays.equals(jpeg, content, header, EXIF, 0, EXIF.length)) {
        return ofTiff(file.slice(header, end - header));
      }
      position = end;
    }
    return UPRIGHT;
  }

  /** By the first directory of a TIFF structure, which an Exif segment holds. */
  private static ExifOrientation ofTiff(ByteBuffer tiff) {
    if (tiff.limit() < 8) {
      return UPRIGHT;
    }
    tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    long directory = tiff.getInt(4) & 0xFFFFFFFFL;
    if (directory + 2 > tiff.limit()) {
      return UPRIGHT;
    }
    int entries = tiff.getShort((int) directory) & 0xFFFF;
    for (int i = 0; i < entries; i++) {
      long entry = directory + 2 + (long) i * ENTRY_BYTES;
      if (entry + ENTRY_BYTES > tiff.limit()) {
        return UPRIGHT;
      }
      if ((tiff.getShort((int) entry) & 0xFFFF) == TAG) {
        int value = tiff.getShort((int) entry + 8) & 0xFFFF;
        return value >= 1 && value <= values().length ? values()[value - 1] : UPRIGHT;
      }
    }
    return UPRIGHT;
  }

  /** The square as it was seen. */
  Raster upright(Raster square) {
    if (this == UPRIGHT) {
      return square;
    }
    int side = square.width();
    byte[] from = square.rgb();
    byte[] rgb = new byte[from.length];
    for (int y = 0, to = 0; y < side; y++) {
      for (int x = 0; x < side; x++, to += 3) {
        System.arraycopy(from, source(x, y, side) * 3, rgb, to, 3);
      }
    }
    return new Raster(side, side, rgb);
  }

  /** Which pixel of the stored square is seen at this place. */
  private int source(int x, int y, int side) {
    int last = side - 1;
    return switch (this) {
      case UPRIGHT -> y * side + x;
      case MIRRORED -> y * side + last - x;
      case UPSIDE_DOWN -> (last - y) * side + last - x;
      case UPSIDE_DOWN_MIRRORED -> (last - y) * side + x;
      case TRANSPOSED -> x * side + y;
      case TURNED_LEFT -> (last - x) * side + y;
      case TRANSVERSED -> (last - x) * side + last - y;
      case TURNED_RIGHT -> x * side + last - y;
    };
  }
}
