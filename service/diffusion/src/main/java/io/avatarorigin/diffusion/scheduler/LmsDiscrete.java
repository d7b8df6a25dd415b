package io.avatarorigin.diffusion.scheduler;

import io.avatarorigin.diffusion.noise.NoiseSource;

/**
 * The linear multistep method of fourth order over noise levels, as diffusers' LMSDiscreteScheduler
 * computes it (by K. Crowson, in k-diffusion).
 */
public final class LmsDiscrete implements Scheduler {

  private static final int ORDER = 4;

  /** The nodes of Gauss' quadrature with two points, exact for the cubics of this order. */
  private static final double GAUSS_NODE = Math.sqrt(1.0 / 3);

  private final WalkConfig config;
  private final Timetable timetable;

  /** The slopes at the last steps, the newest one first. */
  private final float[][] slopes = new float[ORDER][0];

  /** The clean latent predicted in this step. */
  private float[] clean = {};

  /**
   * A walk of {@code steps} steps, each one call of the model.
   *
   * @throws IllegalArgumentException when there is no step, or more than training had timesteps
   */
  public LmsDiscrete(WalkConfig config, int steps) {
    this.config = config;
    this.timetable = Timetable.ofSigmas(config, steps);
  }

  @Override
  public int steps() {
    return timetable.steps();
  }

  @Override
  public float timestep(int index) {
    return timetable.timesteps()[index];
  }

  @Override
  public float initialNoise() {
    return timetable.initialNoise(config);
  }

  @Override
  public float inputScale(int index) {
    return timetable.inputScale(index);
  }

  @Override
  public void step(int index, float[] modelOutput, float[] sample, NoiseSource noise) {
    clean = Buffers.fitting(clean, sample);
    float sigma = timetable.sigmas()[index];
    config.predictionType().predictClean(sigma, modelOutput, sample, clean);
    float[] slope = Buffers.push(slopes, sample);
    for (int i = 0; i < sample.length; i++) {
      slope[i] = (sample[i] - clean[i]) / sigma;
    }
    int order = Math.min(index + 1, ORDER);
    for (int past = 0; past < order; past++) {
      float weight = (float) weight(index, order, past);
      for (int i = 0; i < sample.length; i++) {
        sample[i] += weight * slopes[past][i];
      }
    }
  }

  /** The integral over the step of Lagrange's polynomial that is 1 at the slope of {@code past}. */
  private double weight(int index, int order, int past) {
    double from = timetable.sigmas()[index];
    double to = timetable.sigmas()[index + 1];
    double middle = (from + to) / 2;
    double half = (to - from) / 2;
    return half
        * (lagrange(middle - half * GAUSS_NODE, index, order, past)
            + lagrange(middle + half * GAUSS_NODE, index, order, past));
  }

  private double lagrange(double sigma, int index, int order, int past) {
    float[] sigmas = timetable.sigmas();
    double product = 1;
    for (int k = 0; k < order; k++) {
      if (k != past) {
        product *= (sigma - sigmas[index - k]) / (sigmas[index - past] - sigmas[index - k]);
      }
    }
    return product;
  }
}
