package io.avatarorigin.diffusion;

/** Follows the latent through one draw, and may end it. Called on the drawing thread. */
@FunctionalInterface
interface LatentListener {

  /**
   * Step {@code step} of {@code steps} is done, counted from 1.
   *
   * @param latent [channels, height, width], to be read only
   * @return false to end the draw
   */
  boolean step(int step, int steps, float[] latent);
}
