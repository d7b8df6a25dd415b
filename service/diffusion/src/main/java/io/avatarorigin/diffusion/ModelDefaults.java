package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.noise.NoiseKind;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The settings that suit a model: from {@code avatar-origin.json} in its folder, else size and
 * scheduler from its configs.
 *
 * @param steps scheduler steps, at least 1
 * @param guidanceScale weight of classifier-free guidance, not negative; none up to 1
 * @param size width and height in pixels, at least 1
 * @param scheduler empty where the folder names a scheduler that is not supported
 * @param noise whose random numbers; {@code cpu} or {@code nv} in the file
 */
public record ModelDefaults(
    OptionalInt steps,
    OptionalDouble guidanceScale,
    OptionalInt size,
    Optional<SchedulerChoice> scheduler,
    Optional<NoiseKind> noise) {

  /** Without a word on noise. */
  public ModelDefaults(
      OptionalInt steps,
      OptionalDouble guidanceScale,
      OptionalInt size,
      Optional<SchedulerChoice> scheduler) {
    this(steps, guidanceScale, size, scheduler, Optional.empty());
  }
}
