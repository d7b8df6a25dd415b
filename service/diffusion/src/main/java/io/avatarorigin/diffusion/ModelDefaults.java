package io.avatarorigin.diffusion;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The settings that suit a model: from {@code avatar-origin.json} in its folder, else size and
 * scheduler from its configs.
 *
 * @param steps scheduler steps
 * @param guidanceScale weight of classifier-free guidance
 * @param size width and height in pixels
 * @param scheduler empty where the folder names a scheduler that is not supported
 */
public record ModelDefaults(
    OptionalInt steps,
    OptionalDouble guidanceScale,
    OptionalInt size,
    Optional<SchedulerChoice> scheduler) {}
