package io.avatarorigin.diffusion.scheduler;

import io.avatarorigin.diffusion.noise.NoiseSource;

/**
 * The walk of one draw from noise to a clean latent. It holds the state of that draw: use one for
 * each draw, from one thread, and call {@link #step} for the indices 0 to {@link #steps} - 1 in
 * order.
 */
public interface Scheduler {

  /** How often the model is asked; some ask more or less often than there are steps asked for. */
  int steps();

  /** The training timestep that the model is told at step {@code index}; it need not be whole. */
  float timestep(int index);

  /** What the first noise is multiplied by: {@code init_noise_sigma} in diffusers. */
  float initialNoise();

  /**
   * What the latent is multiplied by for the model at step {@code index}: {@code scale_model_input}
   * in diffusers.
   */
  float inputScale(int index);

  /**
   * Moves {@code sample} one step towards the clean latent, in place.
   *
   * @param modelOutput what the model predicted at {@code timestep(index)} of the scaled latent, as
   *     long as {@code sample}
   * @param sample the latent, changed in place
   * @param noise the generator that made the first noise; schedulers that add noise fill one tensor
   *     of the latent's size from it in a step
   */
  void step(int index, float[] modelOutput, float[] sample, NoiseSource noise);
}
