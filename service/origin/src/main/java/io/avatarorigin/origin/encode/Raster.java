package io.avatarorigin.origin.encode;

/**
 * A picture as pixels: {@code width * height} triples of red, green and blue, 8 bits each, row by
 * row from the top. The array is shared and never written to.
 */
@SuppressWarnings("ArrayRecordComponent") // pixels are handed on, not copied
public record Raster(int width, int height, byte[] rgb) {
  public Raster {
    if (width < 1 || height < 1 || rgb.length != width * height * 3) {
      throw new IllegalArgumentException(
          "a raster of %d x %d has %d bytes, not %d"
              .formatted(width, height, width * height * 3, rgb.length));
    }
  }

  /** Size in memory, in bytes. */
  public int bytes() {
    return rgb.length;
  }
}
