package io.avatarorigin.diffusion.scheduler;

import io.avatarorigin.diffusion.noise.NoiseSource;
import java.util.OptionalDouble;

/**
 * Heun's method over noise levels (Karras et al., 2022, algorithm 1), as diffusers'
 * HeunDiscreteScheduler computes it: every step but the last asks the model again where Euler's
 * method would have arrived, and takes the mean of both slopes.
 */
public final class HeunDiscrete implements Scheduler {

  private final WalkConfig config;
  private final OptionalDouble clip;
  private final Timetable timetable;
  private final int calls;

  /** The clean latent predicted in this call. */
  private float[] clean = {};

  /** Where the step began, and its slope there. */
  private float[] start = {};

  private float[] slope = {};

  /**
   * A walk of {@code steps} steps and {@code 2 steps - 1} calls of the model.
   *
   * @param clip the largest value of a predicted clean latent, above 0; empty for any
   * @throws IllegalArgumentException when there is no step, or more than training had timesteps
   */
  public HeunDiscrete(WalkConfig config, OptionalDouble clip, int steps) {
    this.config = config;
    this.clip = clip;
    this.timetable = Timetable.ofSigmas(config, steps);
    this.calls = 2 * timetable.steps() - 1;
  }

  @Override
  public int steps() {
    return calls;
  }

  @Override
  public float timestep(int index) {
    return timetable.timesteps()[level(index)];
  }

  @Override
  public float initialNoise() {
    return timetable.initialNoise(config);
  }

  @Override
  public float inputScale(int index) {
    return timetable.inputScale(level(index));
  }

  @Override
  public void step(int index, float[] modelOutput, float[] sample, NoiseSource noise) {
    clean = Buffers.fitting(clean, sample);
    start = Buffers.fitting(start, sample);
    slope = Buffers.fitting(slope, sample);
    float sigma = timetable.sigmas()[level(index)];
    config.predictionType().predictClean(sigma, modelOutput, sample, clean);
    Clip.apply(clip, clean);
    if (index % 2 == 0) {
      euler(sigma, timetable.sigmas()[level(index) + 1] - sigma, sample);
    } else {
      mend(sigma, sigma - timetable.sigmas()[level(index) - 1], sample);
    }
  }

  /** The index of the noise level at a call: the first one is visited once, the others twice. */
  private static int level(int call) {
    return (call + 1) / 2;
  }

  private void euler(float sigma, float change, float[] sample) {
    for (int i = 0; i < sample.length; i++) {
      start[i] = sample[i];
      slope[i] = (sample[i] - clean[i]) / sigma;
      sample[i] += slope[i] * change;
    }
  }

  private void mend(float sigma, float change, float[] sample) {
    for (int i = 0; i < sample.length; i++) {
      float there = (sample[i] - clean[i]) / sigma;
      sample[i] = start[i] + (slope[i] + there) / 2 * change;
    }
  }
}
