package io.avatarorigin.diffusion.noise;

/**
 * Standard normal numbers equal to {@code torch.randn(count,
 * generator=torch.Generator("cpu").manual_seed(seed))} to the last digit, as PyTorch draws them on
 * x86 processors with AVX2 or AVX-512; its kernels for others differ in last digits.
 */
public final class TorchNoise {

  /** PyTorch fills blocks of 16 values, and takes another way below one block. */
  private static final int BLOCK = 16;

  private static final int HALF_BLOCK = BLOCK / 2;
  private static final float FLOAT_UNIT = 0x1p-24f;
  private static final double DOUBLE_UNIT = 0x1p-53;
  private static final float TWO_PI = (float) (2 * Math.PI);

  private TorchNoise() {}

  /** {@code count} values from {@code seed}, of which the low 32 bits count, as in PyTorch. */
  public static float[] standardNormal(long seed, int count) {
    MersenneTwister bits = new MersenneTwister(seed);
    float[] values = new float[count];
    if (count < BLOCK) {
      fillOneByOne(bits, values);
    } else {
      fillBlocks(bits, values);
    }
    return values;
  }

  private static void fillBlocks(MersenneTwister bits, float[] values) {
    fillUniform(bits, values, 0);
    for (int start = 0; start + BLOCK <= values.length; start += BLOCK) {
      boxMuller(values, start);
    }
    if (values.length % BLOCK != 0) {
      // The last 16 values are drawn anew, which overwrites part of the last whole block.
      int start = values.length - BLOCK;
      fillUniform(bits, values, start);
      boxMuller(values, start);
    }
  }

  private static void fillUniform(MersenneTwister bits, float[] values, int start) {
    for (int i = start; i < values.length; i++) {
      values[i] = (bits.nextInt() & 0xffffff) * FLOAT_UNIT;
    }
  }

  /** Value i and value i + 8 of a block are one pair of the Box-Muller transform. */
  private static void boxMuller(float[] values, int start) {
    for (int i = start; i < start + HALF_BLOCK; i++) {
      float radius = (float) Math.sqrt(-2f * CephesMath.log(1f - values[i]));
      float angle = TWO_PI * values[i + HALF_BLOCK];
      values[i] = radius * CephesMath.cos(angle);
      values[i + HALF_BLOCK] = radius * CephesMath.sin(angle);
    }
  }

  private static void fillOneByOne(MersenneTwister bits, float[] values) {
    for (int i = 0; i < values.length; i += 2) {
      double angle = 2 * Math.PI * nextDouble(bits);
      double radius = Math.sqrt(-2 * Math.log1p(-nextDouble(bits)));
      values[i] = (float) (radius * Math.cos(angle));
      if (i + 1 < values.length) {
        values[i + 1] = (float) (radius * Math.sin(angle));
      }
    }
  }

  private static double nextDouble(MersenneTwister bits) {
    return (bits.nextLong() & ((1L << 53) - 1)) * DOUBLE_UNIT;
  }
}
