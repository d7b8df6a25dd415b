package io.avatarorigin.diffusion.scheduler;

import io.avatarorigin.diffusion.noise.NoiseSource;

/**
 * Euler's method that goes too far down in each step and adds noise to come back up, the "ancestral
 * sampling" of Song et al. (2020), as diffusers' EulerAncestralDiscreteScheduler computes it.
 */
public final class EulerAncestralDiscrete implements Scheduler {

  private final WalkConfig config;
  private final Timetable timetable;

  /** The clean latent predicted in this step, then the noise that is added. */
  private float[] buffer = {};

  /**
   * A walk of {@code steps} steps, each one call of the model.
   *
   * @throws IllegalArgumentException when there is no step, or more than training had timesteps
   */
  public EulerAncestralDiscrete(WalkConfig config, int steps) {
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
    buffer = Buffers.fitting(buffer, sample);
    float from = timetable.sigmas()[index];
    float to = timetable.sigmas()[index + 1];
    float up = (float) Math.sqrt(to * to * (from * from - to * to) / (from * from));
    float down = (float) Math.sqrt(Math.max(0, to * to - up * up));
    config.predictionType().predictClean(from, modelOutput, sample, buffer);
    for (int i = 0; i < sample.length; i++) {
      sample[i] += (sample[i] - buffer[i]) / from * (down - from);
    }
    noise.fill(buffer);
    for (int i = 0; i < sample.length; i++) {
      sample[i] += buffer[i] * up;
    }
  }
}
