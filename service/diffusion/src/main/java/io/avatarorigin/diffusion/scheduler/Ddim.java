package io.avatarorigin.diffusion.scheduler;

import io.avatarorigin.diffusion.noise.NoiseSource;
import java.util.OptionalDouble;

/**
 * Denoising diffusion implicit models (Song et al., 2020) without noise of their own, as diffusers'
 * DDIMScheduler with {@code eta = 0} computes them.
 */
public final class Ddim implements Scheduler {

  private final WalkConfig config;
  private final boolean alphaToOne;
  private final OptionalDouble clip;
  private final double[] timesteps;

  /** From each timestep to the one that the latent is moved to. */
  private final int stride;

  /** The clean latent predicted in this step. */
  private float[] clean = {};

  /**
   * A walk of {@code steps} steps, each one call of the model.
   *
   * @param alphaToOne whether the last step ends without noise, or with that of the first timestep
   * @param clip the largest value of a predicted clean latent, above 0; empty for any
   * @throws IllegalArgumentException when there is no step, more than training had timesteps, or a
   *     first one beyond the last of training
   */
  public Ddim(WalkConfig config, boolean alphaToOne, OptionalDouble clip, int steps) {
    Timesteps.requireSteps(steps, config.noise().timesteps());
    this.config = config;
    this.alphaToOne = alphaToOne;
    this.clip = clip;
    this.timesteps = Timesteps.rounded(Timesteps.downToFirst(config, steps));
    this.stride = config.noise().timesteps() / steps;
    config.noise().requireTrained(timesteps[0]);
  }

  @Override
  public int steps() {
    return timesteps.length;
  }

  @Override
  public float timestep(int index) {
    return (float) timesteps[index];
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
    clean = Buffers.fitting(clean, sample);
    int timestep = (int) timesteps[index];
    float variance = config.noise().signal(timestep);
    float signal = (float) Math.sqrt(variance);
    float spread = (float) Math.sqrt(1 - variance);
    config.predictionType().predictClean(signal, spread, modelOutput, sample, clean);
    Clip.apply(clip, clean);
    float target = config.noise().signalAfter(timestep - stride, alphaToOne);
    float pictured = (float) Math.sqrt(target);
    float directed = (float) Math.sqrt(1 - target);
    for (int i = 0; i < sample.length; i++) {
      float epsilon =
          switch (config.predictionType()) {
            case EPSILON -> modelOutput[i];
            case SAMPLE -> (sample[i] - signal * modelOutput[i]) / spread;
            case V_PREDICTION -> signal * modelOutput[i] + spread * sample[i];
            case FLOW_PREDICTION -> throw new IllegalStateException("refused by the config");
          };
      sample[i] = pictured * clean[i] + directed * epsilon;
    }
  }
}
