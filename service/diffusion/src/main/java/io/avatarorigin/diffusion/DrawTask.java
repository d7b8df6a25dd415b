package io.avatarorigin.diffusion;

/**
 * One of the pictures that are drawn together. Called on the drawing thread, for which the others
 * wait. What a method throws ends this draw only.
 */
public interface DrawTask {

  /** What to draw. */
  DrawRequest request();

  /**
   * Step {@code step} of {@code steps} is done, counted from 1.
   *
   * @param preview for the time of the call
   * @return false to leave the others, with no picture; what is thrown does the same, and is the
   *     cause of the {@link DrawFailedException} that {@link #failed} is told
   */
  boolean step(int step, int steps, Preview preview);

  /** The picture, once. What is thrown is logged, and the picture is lost. */
  void drawn(Drawn drawn);

  /** There will be no picture, once. What is thrown is logged. */
  void failed(DiffusionException reason);
}
