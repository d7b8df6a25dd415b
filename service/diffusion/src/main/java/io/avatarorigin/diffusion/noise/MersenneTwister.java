package io.avatarorigin.diffusion.noise;

/**
 * MT19937 of Matsumoto and Nishimura (1998), seeded as {@code torch.Generator("cpu")} seeds it: the
 * low 32 bits of the seed count. Not safe for use by several threads.
 */
final class MersenneTwister {

  private static final int N = 624;
  private static final int M = 397;
  private static final int MATRIX_A = 0x9908b0df;
  private static final int UPPER_MASK = 0x80000000;
  private static final int LOWER_MASK = 0x7fffffff;
  private static final int INITIALIZATION_MULTIPLIER = 1812433253;

  private final int[] state = new int[N];
  private int next = N;

  MersenneTwister(long seed) {
    state[0] = (int) seed;
    for (int i = 1; i < N; i++) {
      int previous = state[i - 1];
      state[i] = INITIALIZATION_MULTIPLIER * (previous ^ (previous >>> 30)) + i;
    }
  }

  /** The next 32 random bits. */
  int nextInt() {
    if (next == N) {
      regenerate();
    }
    int y = state[next++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  /** The next 64 random bits: two draws, the first one is the upper half. */
  long nextLong() {
    long upper = nextInt();
    long lower = nextInt();
    return upper << 32 | (lower & 0xffffffffL);
  }

  private void regenerate() {
    for (int k = 0; k < N; k++) {
      int y = (state[k] & UPPER_MASK) | (state[(k + 1) % N] & LOWER_MASK);
      state[k] = state[(k + M) % N] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : MATRIX_A);
    }
    next = 0;
  }
}
