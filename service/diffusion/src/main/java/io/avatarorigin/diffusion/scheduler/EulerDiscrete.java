package io.avatarorigin.diffusion.scheduler;

import io.avatarorigin.diffusion.noise.NoiseSource;

/**
 * Euler's method over noise levels (Karras et al., 2022, algorithm 2 without churn), as diffusers'
 * EulerDiscreteScheduler computes it.
 */
public final class EulerDiscrete implements Scheduler {

  private final WalkConfig config;
  private final Timetable timetable;

  /** The clean latent predicted in this step. */
  private float[] clean = {};

  /**
   * A walk of {@code steps} steps, each one call of the model.
   *
   * @throws IllegalArgumentException when there is no step, or more than training had timesteps
   */
  public EulerDiscrete(WalkConfig config, int steps) {
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
    float change = timetable.sigmas()[index + 1] - sigma;
    for (int i = 0; i < sample.length; i++) {
      sample[i] += (sample[i] - clean[i]) / sigma * change;
    }
  }
}
