package io.avatarorigin.vocabulary;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * How a vocabulary's pictures are best drawn. An explicit setting and the model's own defaults come
 * before each of these.
 *
 * @param scheduler a diffusers class without "Scheduler", for instance {@code DPMSolverMultistep}
 * @param karras whether the scheduler spaces its noise levels as Karras et al. do
 * @param steps 1 to 150
 * @param guidanceScale weight of classifier-free guidance, 0 to 30
 * @param size width and height in pixels, 64 to 2048, a multiple of 8 (a latent is 8 pixels wide)
 * @param jpegQuality 1 to 100
 */
public record SamplerDefaults(
    Optional<String> scheduler,
    Optional<Boolean> karras,
    OptionalInt steps,
    OptionalDouble guidanceScale,
    OptionalInt size,
    OptionalInt jpegQuality) {
  static final int MOST_STEPS = 150;
  static final int MOST_GUIDANCE = 30;
  static final int LEAST_SIZE = 64;
  static final int MOST_SIZE = 2048;
  static final int SIZE_STEP = 8;
  static final int MOST_QUALITY = 100;

  /** What a vocabulary without an opinion has. */
  static final SamplerDefaults NONE =
      new SamplerDefaults(
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty(),
          OptionalInt.empty(),
          OptionalInt.empty());

  public SamplerDefaults {
    require("scheduler", scheduler, scheduler.map(String::isBlank).orElse(false));
    require("steps", steps, steps.isPresent() && outside(steps.getAsInt(), 1, MOST_STEPS));
    require(
        "guidanceScale",
        guidanceScale,
        guidanceScale.isPresent() && outside(guidanceScale.getAsDouble(), 0, MOST_GUIDANCE));
    require(
        "size",
        size,
        size.isPresent()
            && (outside(size.getAsInt(), LEAST_SIZE, MOST_SIZE)
                || size.getAsInt() % SIZE_STEP != 0));
    require(
        "jpegQuality",
        jpegQuality,
        jpegQuality.isPresent() && outside(jpegQuality.getAsInt(), 1, MOST_QUALITY));
  }

  private static boolean outside(double value, double least, double most) {
    return !(value >= least && value <= most);
  }

  private static void require(String name, Object value, boolean wrong) {
    if (wrong) {
      throw new IllegalArgumentException(name + " is out of range: " + value);
    }
  }
}
