package io.avatarorigin.diffusion.noise;

/**
 * Logarithm, sine and cosine in float with the polynomials of Moshier's Cephes library, as
 * PyTorch's vectorised kernel for AVX2 and AVX-512 computes them: same order, same fused
 * multiply-adds, so the same last digit. {@code Math} is more exact, which is why it cannot stand
 * in.
 */
final class CephesMath {

  private static final float SQRT_HALF = 7.0710677e-1f;
  private static final float LOG_2_HIGH = 6.933594e-1f;
  private static final float LOG_2_LOW = -2.1219444e-4f;
  private static final float[] LOG = {
    7.0376836e-2f,
    -1.151461e-1f,
    1.16769984e-1f,
    -1.2420141e-1f,
    1.4249323e-1f,
    -1.6668057e-1f,
    2.0000714e-1f,
    -2.4999994e-1f,
    3.333333e-1f
  };

  private static final float FOUR_OVER_PI = 1.2732395f;

  /** Minus pi / 4 in three parts. */
  private static final float[] MINUS_QUARTER_PI = {-7.8515625e-1f, -2.4187565e-4f, -3.774895e-8f};

  private static final float[] COSINE = {2.4433157e-5f, -1.3887316e-3f, 4.1666646e-2f};
  private static final float[] SINE = {-1.9515296e-4f, 8.332161e-3f, -1.6666655e-1f};

  private CephesMath() {}

  /** The natural logarithm of a normal positive number. */
  static float log(float x) {
    int bits = Float.floatToRawIntBits(x);
    float exponent = (bits >> 23) - 126;
    float mantissa = Float.intBitsToFloat((bits & 0x007fffff) | 0x3f000000);
    float m = mantissa - 1f;
    if (mantissa < SQRT_HALF) {
      exponent -= 1f;
      m += mantissa;
    }
    float square = m * m;
    float y = Math.fma(polynomial(LOG, m) * m, square, exponent * LOG_2_LOW);
    y = Math.fma(square, -0.5f, y);
    return Math.fma(exponent, LOG_2_HIGH, m + y);
  }

  /** The sine of an angle of at least 0. */
  static float sin(float angle) {
    int octants = octants(angle);
    float rest = rest(angle, octants);
    float value = (octants & 2) == 0 ? sineNearZero(rest) : cosineNearZero(rest);
    return (octants & 4) == 0 ? value : -value;
  }

  /** The cosine of an angle of at least 0. */
  static float cos(float angle) {
    int octants = octants(angle);
    float rest = rest(angle, octants);
    float value = (octants & 2) == 0 ? cosineNearZero(rest) : sineNearZero(rest);
    return (~(octants - 2) & 4) == 0 ? value : -value;
  }

  /** The number of eighths of a turn in the angle, rounded up to an even one. */
  private static int octants(float angle) {
    return ((int) (angle * FOUR_OVER_PI) + 1) & ~1;
  }

  private static float rest(float angle, int octants) {
    float rest = angle;
    for (float part : MINUS_QUARTER_PI) {
      rest = Math.fma((float) octants, part, rest);
    }
    return rest;
  }

  private static float cosineNearZero(float x) {
    float square = x * x;
    return Math.fma(polynomial(COSINE, square) * square, square, -(square * 0.5f)) + 1f;
  }

  private static float sineNearZero(float x) {
    float square = x * x;
    return Math.fma(polynomial(SINE, square) * square, x, x);
  }

  private static float polynomial(float[] coefficients, float x) {
    float value = coefficients[0];
    for (int i = 1; i < coefficients.length; i++) {
      value = Math.fma(value, x, coefficients[i]);
    }
    return value;
  }
}
