package io.avatarorigin.diffusion.scheduler;

/** The arrays that a scheduler keeps for a draw: made at the first step, then reused. */
final class Buffers {

  private Buffers() {}

  /** {@code buffer} where it is as long as the sample, else a new one. */
  static float[] fitting(float[] buffer, float[] sample) {
    return buffer.length == sample.length ? buffer : new float[sample.length];
  }

  /**
   * Makes room at the front of a history, newest first, where the oldest was.
   *
   * @return the array at the front, to be written
   */
  static float[] push(float[][] history, float[] sample) {
    float[] oldest = fitting(history[history.length - 1], sample);
    System.arraycopy(history, 0, history, 1, history.length - 1);
    history[0] = oldest;
    return oldest;
  }
}
