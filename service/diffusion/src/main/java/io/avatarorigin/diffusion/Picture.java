package io.avatarorigin.diffusion;

/**
 * A drawn picture: red, green and blue of 8 bits each, row by row from the top left, no alpha. The
 * array is neither copied nor compared; do not change it.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param rgb [height, width, 3], unsigned; another length is an IllegalArgumentException
 */
@SuppressWarnings("ArrayRecordComponent") // a copy of every picture would cost more than it saves
public record Picture(int width, int height, byte[] rgb) {

  public Picture {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("size must be positive, not " + width + "x" + height);
    }
    if (rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "rgb must hold " + 3L * width * height + " bytes, not " + rgb.length);
    }
  }
}
