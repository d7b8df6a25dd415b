package io.avatarorigin.diffusion.image;

/**
 * How pictures are scaled: Pillow's filters, which widen with the scale where a picture becomes
 * smaller. The numbers are Pillow's {@code Resampling}.
 */
public enum Resample {
  /** A triangle. */
  BILINEAR(2, 1),

  /** Keys' cubic convolution (1981) with a = -0.5. */
  BICUBIC(3, 2);

  private static final double A = -0.5;

  private final int number;
  private final double support;

  Resample(int number, double support) {
    this.number = number;
    this.support = support;
  }

  int number() {
    return number;
  }

  /** How far it reaches at scale 1, in pixels. */
  double support() {
    return support;
  }

  double weight(double distance) {
    double x = Math.abs(distance);
    return switch (this) {
      case BILINEAR -> Math.max(0, 1 - x);
      case BICUBIC -> {
        if (x < 1) {
          yield ((A + 2) * x - (A + 3)) * x * x + 1;
        }
        yield x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
      }
    };
  }
}
