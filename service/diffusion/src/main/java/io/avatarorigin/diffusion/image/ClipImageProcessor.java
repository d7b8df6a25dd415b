package io.avatarorigin.diffusion.image;

import java.util.Arrays;
import java.util.Optional;

/**
 * From a picture to what CLIP's image encoder reads, as transformers' CLIPImageProcessor makes it:
 * scaled so that the shorter edge fits, cropped to the middle, normalised. Immutable.
 */
public final class ClipImageProcessor {

  private static final int COLOURS = 3;
  private static final float UNIT = 1f / 255f;

  private final int shortestEdge;
  private final int crop;
  private final Resizer resizer;
  private final float[] mean;
  private final float[] deviation;

  /**
   * @param shortestEdge what the shorter edge is scaled to, in pixels
   * @param crop the side of the square that is cut out, at most {@code shortestEdge}
   * @param mean of red, green and blue, of 0 to 1
   * @param deviation of red, green and blue, above 0
   * @throws IllegalArgumentException when these do not fit together
   */
  public ClipImageProcessor(
      int shortestEdge, int crop, Resample resample, float[] mean, float[] deviation) {
    if (crop < 1 || crop > shortestEdge) {
      throw new IllegalArgumentException(
          "crop_size must be 1 to the size of " + shortestEdge + ", not " + crop);
    }
    if (mean.length != COLOURS || deviation.length != COLOURS) {
      throw new IllegalArgumentException("image_mean and image_std must have 3 numbers each");
    }
    this.shortestEdge = shortestEdge;
    this.crop = crop;
    this.resizer = new Resizer(resample);
    this.mean = mean.clone();
    this.deviation = deviation.clone();
  }

  /** The filter of Pillow's number, if it is one that CLIP is used with. */
  public static Optional<Resample> resample(int number) {
    return Arrays.stream(Resample.values()).filter(filter -> filter.number() == number).findFirst();
  }

  /** The side of what {@link #process} gives, in pixels. */
  public int side() {
    return crop;
  }

  /**
   * Prepares a picture.
   *
   * @param rgb [height, width, 3], of 8 bits
   * @return [3, side, side]
   */
  public float[] process(byte[] rgb, int height, int width) {
    int shorter = Math.min(height, width);
    int toHeight = scaled(height, shorter);
    int toWidth = scaled(width, shorter);
    byte[] scaled = resizer.resize(rgb, height, width, toHeight, toWidth);
    int top = (toHeight - crop) / 2;
    int left = (toWidth - crop) / 2;
    float[] planes = new float[COLOURS * crop * crop];
    int at = 0;
    for (int colour = 0; colour < COLOURS; colour++) {
      for (int row = top; row < top + crop; row++) {
        for (int column = left; column < left + crop; column++) {
          float unit =
              Byte.toUnsignedInt(scaled[(row * toWidth + column) * COLOURS + colour]) * UNIT;
          planes[at++] = (unit - mean[colour]) / deviation[colour];
        }
      }
    }
    return planes;
  }

  private int scaled(int edge, int shorter) {
    return (int) ((long) shortestEdge * edge / shorter);
  }
}
