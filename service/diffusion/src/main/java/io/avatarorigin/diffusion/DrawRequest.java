package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.noise.NoiseKind;

/**
 * What to draw. Numbers outside of the ranges named here are an IllegalArgumentException; what only
 * the model knows is refused by {@link StableDiffusion#requireDrawable}.
 *
 * @param prompt what the picture shows, in AUTOMATIC1111's syntax ({@link
 *     io.avatarorigin.diffusion.text.Prompt}); at most 32768 characters and 16 chunks of 75 tokens
 * @param negativePrompt what it shall not show, likewise; without effect where there is no guidance
 * @param seed seed of the noise; as in PyTorch its low 32 bits count with the noise of the CPU
 * @param steps how many steps the scheduler is asked for, at least 1
 * @param guidanceScale weight of classifier-free guidance, finite and not negative; none, and half
 *     the work, up to 1
 * @param width in pixels, 1 to 8192, a multiple of the model's latent factor
 * @param height in pixels, 1 to 8192, a multiple of the model's latent factor
 * @param scheduler what walks from noise to picture
 * @param noise whose random numbers it begins with, and goes on with where the scheduler draws some
 */
public record DrawRequest(
    String prompt,
    String negativePrompt,
    long seed,
    int steps,
    double guidanceScale,
    int width,
    int height,
    SchedulerChoice scheduler,
    NoiseKind noise) {

  private static final int MOST_PIXELS = 8192;

  public DrawRequest {
    if (steps < 1) {
      throw new IllegalArgumentException("steps must be at least 1, not " + steps);
    }
    if (!(guidanceScale >= 0 && guidanceScale < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "guidanceScale must be a number from 0 on, not " + guidanceScale);
    }
    checkSide("width", width);
    checkSide("height", height);
  }

  /** The same with another seed. */
  DrawRequest withSeed(long other) {
    return new DrawRequest(
        prompt, negativePrompt, other, steps, guidanceScale, width, height, scheduler, noise);
  }

  /** A request with the noise of the CPU. */
  public DrawRequest(
      String prompt,
      String negativePrompt,
      long seed,
      int steps,
      double guidanceScale,
      int width,
      int height,
      SchedulerChoice scheduler) {
    this(
        prompt,
        negativePrompt,
        seed,
        steps,
        guidanceScale,
        width,
        height,
        scheduler,
        NoiseKind.CPU);
  }

  /** Whether the negative prompt takes part: diffusers guides above 1 only. */
  boolean guided() {
    return guidanceScale > 1;
  }

  private static void checkSide(String side, int pixels) {
    if (pixels < 1 || pixels > MOST_PIXELS) {
      throw new IllegalArgumentException(
          side + " must be 1 to " + MOST_PIXELS + " pixels, not " + pixels);
    }
  }
}
