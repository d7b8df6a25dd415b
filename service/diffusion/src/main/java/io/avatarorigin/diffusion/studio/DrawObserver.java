package io.avatarorigin.diffusion.studio;

import io.avatarorigin.diffusion.Preview;

/**
 * Follows one draw. Called on the drawing thread, which waits for it, and so do the draws that
 * share its run. A RuntimeException that a method throws ends this draw and is what its result ends
 * with.
 */
public interface DrawObserver {
  /** Looks away. */
  DrawObserver NONE = new DrawObserver() {};

  /** The draw has left the queue. */
  default void began() {}

  /** Step {@code step} of {@code steps} is done, counted from 1. */
  default void stepped(int step, int steps, Preview preview) {}
}
