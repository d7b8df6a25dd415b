package io.avatarorigin.diffusion.scheduler;

/**
 * The walk of one draw from noise to a clean latent. It holds the state of that draw: use one for
 * each draw, from one thread, and call {@link #step} for the indices 0 to {@link #steps} - 1 in
 * order.
 */
public interface Scheduler {

  /** How often the model is asked. */
  int steps();

  /** The training timestep that the model is told at step {@code index}. */
  long timestep(int index);

  /**
   * Moves {@code sample} one step towards the clean latent, in place.
   *
   * @param modelOutput what the model predicted at {@code timestep(index)}, as long as {@code
   *     sample}
   * @param sample the latent, changed in place
   */
  void step(int index, float[] modelOutput, float[] sample);
}
