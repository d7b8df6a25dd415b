package io.avatarorigin.origin.avatar;

/**
 * How a picture is sampled; {@code scheduler} is diffusers' class without "Scheduler", with what
 * its noise levels are spaced by behind it where that is neither time nor {@code karras}.
 */
public record Sampler(
    String scheduler, boolean karras, int steps, double guidanceScale, int size, Noise noise) {
  public Sampler {
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be at least 1, not " + steps);
    }
    if (size < 8) {
      throw new IllegalArgumentException("size must be at least 8 pixels, not " + size);
    }
  }

  /** A sampler with the processor's noise. */
  public Sampler(String scheduler, boolean karras, int steps, double guidanceScale, int size) {
    this(scheduler, karras, steps, guidanceScale, size, Noise.CPU);
  }

  /** A part of content versions, in which the processor's noise has never been named. */
  @Override
  public String toString() {
    String others =
        "scheduler=%s, karras=%s, steps=%d, guidanceScale=%s, size=%d"
            .formatted(scheduler, karras, steps, guidanceScale, size);
    return switch (noise) {
      case CPU -> "Sampler[" + others + "]";
      case NV -> "Sampler[" + others + ", noise=" + noise + "]";
    };
  }
}
