package io.avatarorigin.diffusion;

/**
 * Refuses numbers that are none: they come of a half-precision net that overflows or of damaged
 * weights, and would be drawn as black.
 */
final class Finite {

  private Finite() {}

  /** Fails the draw for values that hold NaN or infinity, which {@code what} names. */
  static void require(float[] values, String what) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new DrawFailedException(what + " is not finite: it holds " + value, null);
      }
    }
  }
}
