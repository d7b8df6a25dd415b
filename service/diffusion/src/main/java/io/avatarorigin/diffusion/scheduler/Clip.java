package io.avatarorigin.diffusion.scheduler;

import java.util.OptionalDouble;

/** {@code clip_sample} of a config: the limit of a predicted clean latent. */
final class Clip {

  private Clip() {}

  /** Brings the values into {@code -range} to {@code range}, where there is one. */
  static void apply(OptionalDouble range, float[] values) {
    if (range.isEmpty()) {
      return;
    }
    float limit = (float) range.getAsDouble();
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.clamp(values[i], -limit, limit);
    }
  }
}
