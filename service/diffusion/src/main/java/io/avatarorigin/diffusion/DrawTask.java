package io.avatarorigin.diffusion;

/** One of the pictures that are drawn together. Called on the drawing thread. */
public interface DrawTask {

  /** What to draw. */
  DrawRequest request();

  /**
   * Step {@code step} of {@code steps} is done, counted from 1.
   *
   * @return false to leave the others, with no picture
   */
  boolean step(int step, int steps, Preview preview);

  /** The picture, once. */
  void drawn(Drawn drawn);

  /** There will be no picture, once. */
  void failed(DiffusionException reason);
}
