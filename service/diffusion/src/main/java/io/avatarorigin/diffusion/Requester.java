package io.avatarorigin.diffusion;

/** Who asked for a picture, on the drawing thread. None of the methods throws anything. */
interface Requester {

  /**
   * Step {@code step} of {@code steps} is done, counted from 1.
   *
   * @param latent [channels, height, width], to be read only
   * @return false to end the draw
   */
  boolean step(int step, int steps, float[] latent);

  /** The picture, once. */
  void drawn(Drawn drawn);

  /** There will be no picture, once. */
  void failed(DiffusionException reason);
}
