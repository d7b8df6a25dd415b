package io.avatarorigin.diffusion.scheduler;

import io.avatarorigin.diffusion.noise.NoiseSource;
import java.util.OptionalDouble;

/**
 * The sampler of latent consistency models (Luo et al., 2023), as diffusers' LCMScheduler computes
 * it: each step jumps to the clean latent and adds noise again.
 */
public final class Lcm implements Scheduler {

  /** The standard deviation of the data that the boundary condition assumes. */
  private static final float SIGMA_DATA = 0.5f;

  private final WalkConfig config;
  private final double timestepScaling;
  private final OptionalDouble clip;
  private final int[] timesteps;

  /** The clean latent predicted in this step, then the noise that is added. */
  private float[] buffer = {};

  /**
   * A walk of {@code steps} steps, each one call of the model.
   *
   * @param originalSteps the steps that the model was distilled with; more cannot be made
   * @param timestepScaling how fast the boundary condition lets go of the latent
   * @param clip the largest value of a predicted clean latent, above 0; empty for any
   * @throws IllegalArgumentException when there is no step, or more than {@code originalSteps}, or
   *     those are more than training had timesteps
   */
  public Lcm(
      WalkConfig config,
      int originalSteps,
      double timestepScaling,
      OptionalDouble clip,
      int steps) {
    Timesteps.requireSteps(originalSteps, config.noise().timesteps());
    Timesteps.requireSteps(steps, config.noise().timesteps());
    if (steps > originalSteps) {
      throw new IllegalArgumentException(
          steps
              + " steps are more than the "
              + originalSteps
              + " that the model was distilled with");
    }
    this.config = config;
    this.timestepScaling = timestepScaling;
    this.clip = clip;
    this.timesteps = new int[steps];
    int stride = config.noise().timesteps() / originalSteps;
    for (int i = 0; i < steps; i++) {
      int skipped = (int) Math.floor(i * ((double) originalSteps / steps));
      timesteps[i] = (originalSteps - skipped) * stride - 1;
    }
  }

  @Override
  public int steps() {
    return timesteps.length;
  }

  @Override
  public float timestep(int index) {
    return timesteps[index];
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
    buffer = Buffers.fitting(buffer, sample);
    float here = config.noise().signal(timesteps[index]);
    config
        .predictionType()
        .predictClean(
            (float) Math.sqrt(here), (float) Math.sqrt(1 - here), modelOutput, sample, buffer);
    Clip.apply(clip, buffer);
    float scaled = (float) (timesteps[index] * timestepScaling);
    float variance = scaled * scaled + SIGMA_DATA * SIGMA_DATA;
    float skip = SIGMA_DATA * SIGMA_DATA / variance;
    float out = scaled / (float) Math.sqrt(variance);
    for (int i = 0; i < sample.length; i++) {
      sample[i] = out * buffer[i] + skip * sample[i];
    }
    if (index < timesteps.length - 1) {
      addNoise(config.noise().signal(timesteps[index + 1]), sample, noise);
    }
  }

  private void addNoise(float there, float[] sample, NoiseSource noise) {
    float signal = (float) Math.sqrt(there);
    float spread = (float) Math.sqrt(1 - there);
    noise.fill(buffer);
    for (int i = 0; i < sample.length; i++) {
      sample[i] = signal * sample[i] + spread * buffer[i];
    }
  }
}
