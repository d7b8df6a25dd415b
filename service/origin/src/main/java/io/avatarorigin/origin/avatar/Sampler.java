package io.avatarorigin.origin.avatar;

/** How a picture is sampled; {@code scheduler} is diffusers' class without "Scheduler". */
public record Sampler(String scheduler, boolean karras, int steps, double guidanceScale, int size) {
  public Sampler {
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be at least 1, not " + steps);
    }
    if (size < 8) {
      throw new IllegalArgumentException("size must be at least 8 pixels, not " + size);
    }
  }
}
