package io.avatarorigin.diffusion;

/**
 * Follows one draw, and may end it. Called on the drawing thread, which waits for it. What it
 * throws ends the draw and is thrown to the draw's caller.
 */
@FunctionalInterface
public interface StepListener {

  /** Listens to nothing and never ends a draw. */
  StepListener NONE = (step, steps) -> true;

  /**
   * Step {@code step} of {@code steps} is done, counted from 1.
   *
   * @return false to end the draw with a {@link DrawCancelledException}
   */
  boolean step(int step, int steps);
}
