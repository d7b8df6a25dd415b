package io.avatarorigin.worker.order;

import io.avatarorigin.diffusion.noise.NoiseKind;
import java.util.Optional;

/**
 * What a request may ask for.
 *
 * @param bodyBytes the largest body
 * @param promptChars the longest prompt
 * @param steps the most steps
 * @param size the largest width and height
 * @param pictures the most pictures
 * @param noise whose random numbers a picture begins with where the request does not say; empty for
 *     what suits the model
 */
public record RequestLimits(
    int bodyBytes, int promptChars, int steps, int size, int pictures, Optional<NoiseKind> noise) {}
