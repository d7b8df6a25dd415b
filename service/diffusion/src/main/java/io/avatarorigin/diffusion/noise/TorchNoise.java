package io.avatarorigin.diffusion.noise;

import java.util.OptionalDouble;

/**
 * Standard normal numbers equal to {@code torch.randn(..., generator=generator)} with one {@code
 * torch.Generator("cpu").manual_seed(seed)} to the last digit, as PyTorch draws them on x86
 * processors with AVX2 or AVX-512; its kernels for others differ in last digits.
 */
final class TorchNoise implements NoiseSource {

  /** PyTorch fills blocks of 16 values, and takes another way below one block. */
  private static final int BLOCK = 16;

  private static final int HALF_BLOCK = BLOCK / 2;
  private static final float FLOAT_UNIT = 0x1p-24f;
  private static final double DOUBLE_UNIT = 0x1p-53;
  private static final float TWO_PI = (float) (2 * Math.PI);

  private final MersenneTwister bits;

  /** The second value of a pair that one tensor of an odd length left for the next short one. */
  private OptionalDouble left = OptionalDouble.empty();

  /** A generator of its own sequence: of the seed the low 32 bits count, as in PyTorch. */
  TorchNoise(long seed) {
    bits = new MersenneTwister(seed);
  }

  @Override
  public void fill(float[] values) {
    if (values.length < BLOCK) {
      fillOneByOne(values);
    } else {
      fillBlocks(values);
    }
  }

  private void fillBlocks(float[] values) {
    fillUniform(values, 0);
    for (int start = 0; start + BLOCK <= values.length; start += BLOCK) {
      boxMuller(values, start);
    }
    if (values.length % BLOCK != 0) {
      // The last 16 values are drawn anew, which overwrites part of the last whole block.
      int start = values.length - BLOCK;
      fillUniform(values, start);
      boxMuller(values, start);
    }
  }

  private void fillUniform(float[] values, int start) {
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

  private void fillOneByOne(float[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) nextNormal();
    }
  }

  private double nextNormal() {
    if (left.isPresent()) {
      double value = left.getAsDouble();
      left = OptionalDouble.empty();
      return value;
    }
    double angle = 2 * Math.PI * nextDouble();
    double radius = Math.sqrt(-2 * Math.log1p(-nextDouble()));
    left = OptionalDouble.of(radius * Math.sin(angle));
    return radius * Math.cos(angle);
  }

  private double nextDouble() {
    return (bits.nextLong() & ((1L << 53) - 1)) * DOUBLE_UNIT;
  }
}
