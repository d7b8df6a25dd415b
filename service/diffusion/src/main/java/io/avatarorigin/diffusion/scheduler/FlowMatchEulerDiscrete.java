package io.avatarorigin.diffusion.scheduler;

import io.avatarorigin.diffusion.noise.NoiseSource;
import java.util.Arrays;

/**
 * Euler's method along a straight flow from noise to picture (Esser et al., 2024), as diffusers'
 * FlowMatchEulerDiscreteScheduler computes it.
 */
public final class FlowMatchEulerDiscrete implements Scheduler {

  private final FlowMatchConfig config;
  private final Timetable timetable;

  /** The noise that is added where sampling is stochastic. */
  private float[] added = {};

  /**
   * A walk of {@code steps} steps, each one call of the model.
   *
   * @throws IllegalArgumentException when there is no step, or more than training had timesteps
   */
  public FlowMatchEulerDiscrete(FlowMatchConfig config, int steps) {
    this.config = config;
    double[] sigmas = config.sigmas(steps);
    double[] timesteps =
        Arrays.stream(sigmas).map(sigma -> (float) sigma * config.trainTimesteps()).toArray();
    this.timetable = Timetable.of(timesteps, sigmas, 0);
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
    return 1;
  }

  @Override
  public float inputScale(int index) {
    return 1;
  }

  @Override
  public void step(int index, float[] modelOutput, float[] sample, NoiseSource noise) {
    float here = timetable.sigmas()[index];
    float there = timetable.sigmas()[index + 1];
    switch (config.stepNoise()) {
      case NONE -> {
        for (int i = 0; i < sample.length; i++) {
          sample[i] += (there - here) * modelOutput[i];
        }
      }
      case ADDED -> {
        added = Buffers.fitting(added, sample);
        noise.fill(added);
        for (int i = 0; i < sample.length; i++) {
          sample[i] = (1 - there) * (sample[i] - here * modelOutput[i]) + there * added[i];
        }
      }
    }
  }
}
