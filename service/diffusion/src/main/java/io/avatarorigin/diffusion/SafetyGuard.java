package io.avatarorigin.diffusion;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Draws under a {@link SafetyPolicy}. Safe for use by several threads.
 *
 * @param checker tells which pictures are refused; empty where nobody looks
 * @param redraws how often a refused picture is drawn anew
 */
record SafetyGuard(Optional<Predicate<Picture>> checker, int redraws) {

  /**
   * Draws until a picture passes.
   *
   * @throws DrawRefusedException when none does
   */
  Drawn draw(DrawRequest request, Function<DrawRequest, Picture> drawing) {
    if (checker.isEmpty()) {
      return new Drawn(drawing.apply(request), new SafetyOutcome.Unchecked());
    }
    for (int times = 0; times <= redraws; times++) {
      Picture picture = drawing.apply(request.withSeed(request.seed() + times));
      if (!checker.get().test(picture)) {
        return new Drawn(
            picture, times == 0 ? new SafetyOutcome.Passed() : new SafetyOutcome.Redrawn(times));
      }
    }
    throw new DrawRefusedException(redraws + 1);
  }
}
