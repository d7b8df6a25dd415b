package io.avatarorigin.diffusion.image;

/**
 * Scales pictures of 8 bits as Pillow's {@code Image.resize} does: columns first, then rows, in
 * fixed-point arithmetic, rounded to 8 bits in between.
 */
final class Resizer {

  private static final int COLOURS = 3;

  /** Bits behind the point: 32 less 8 of the pixel and 2 for sums beyond one. */
  private static final int FRACTION_BITS = 32 - 8 - 2;

  private static final int HALF = 1 << (FRACTION_BITS - 1);

  private final Resample filter;

  Resizer(Resample filter) {
    this.filter = filter;
  }

  /**
   * Scales.
   *
   * @param rgb [height, width, 3]
   * @return [toHeight, toWidth, 3]
   */
  byte[] resize(byte[] rgb, int height, int width, int toHeight, int toWidth) {
    byte[] narrowed =
        width == toWidth ? rgb : alongRows(rgb, height, width, toWidth, taps(width, toWidth));
    return height == toHeight
        ? narrowed
        : alongColumns(narrowed, toWidth, toHeight, taps(height, toHeight));
  }

  /**
   * Which pixels one output pixel is made of.
   *
   * @param weights fixed point, they add up to one
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared by value
  private record Taps(int first, int[] weights) {}

  private Taps[] taps(int from, int to) {
    double scale = (double) from / to;
    double stretch = Math.max(scale, 1);
    double support = filter.support() * stretch;
    Taps[] taps = new Taps[to];
    for (int i = 0; i < to; i++) {
      double centre = (i + 0.5) * scale;
      int first = Math.max((int) (centre - support + 0.5), 0);
      int end = Math.min((int) (centre + support + 0.5), from);
      double[] weights = new double[end - first];
      double sum = 0;
      for (int tap = 0; tap < weights.length; tap++) {
        weights[tap] = filter.weight((tap + first - centre + 0.5) / stretch);
        sum += weights[tap];
      }
      int[] fixed = new int[weights.length];
      for (int tap = 0; tap < fixed.length; tap++) {
        double weight = weights[tap] / sum * (1 << FRACTION_BITS);
        fixed[tap] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
      }
      taps[i] = new Taps(first, fixed);
    }
    return taps;
  }

  private static byte[] alongRows(byte[] rgb, int height, int width, int toWidth, Taps[] taps) {
    byte[] out = new byte[height * toWidth * COLOURS];
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < toWidth; column++) {
        for (int colour = 0; colour < COLOURS; colour++) {
          int from = (row * width + taps[column].first()) * COLOURS + colour;
          out[(row * toWidth + column) * COLOURS + colour] =
              sum(rgb, from, COLOURS, taps[column].weights());
        }
      }
    }
    return out;
  }

  private static byte[] alongColumns(byte[] rgb, int width, int toHeight, Taps[] taps) {
    byte[] out = new byte[toHeight * width * COLOURS];
    int stride = width * COLOURS;
    for (int row = 0; row < toHeight; row++) {
      for (int at = 0; at < stride; at++) {
        out[row * stride + at] =
            sum(rgb, taps[row].first() * stride + at, stride, taps[row].weights());
      }
    }
    return out;
  }

  private static byte sum(byte[] rgb, int from, int stride, int[] weights) {
    int sum = HALF;
    for (int tap = 0; tap < weights.length; tap++) {
      sum += Byte.toUnsignedInt(rgb[from + tap * stride]) * weights[tap];
    }
    return (byte) Math.clamp(sum >> FRACTION_BITS, 0, 255);
  }
}
