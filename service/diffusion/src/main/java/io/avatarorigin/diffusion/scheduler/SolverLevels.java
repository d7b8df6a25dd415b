package io.avatarorigin.diffusion.scheduler;

/**
 * The noise levels of a walk as the solvers of exponential integrators see them, where a latent is
 * {@code signal * picture + noise * epsilon}. In float, as PyTorch computes them.
 *
 * @param signal [steps + 1]
 * @param noise [steps + 1]
 * @param lambda [steps + 1], the logarithm of signal over noise, infinite where there is no noise
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by value
record SolverLevels(float[] signal, float[] noise, float[] lambda) {

  static SolverLevels of(float[] sigmas, boolean flow) {
    float[] signal = new float[sigmas.length];
    float[] noise = new float[sigmas.length];
    float[] lambda = new float[sigmas.length];
    for (int i = 0; i < sigmas.length; i++) {
      float sigma = sigmas[i];
      signal[i] = flow ? 1 - sigma : 1 / (float) Math.sqrt(sigma * sigma + 1);
      noise[i] = flow ? sigma : sigma * signal[i];
      lambda[i] = (float) Math.log(signal[i]) - (float) Math.log(noise[i]);
    }
    return new SolverLevels(signal, noise, lambda);
  }

  /** By how much lambda grows from one level to another. */
  float growth(int from, int to) {
    return lambda[to] - lambda[from];
  }
}
