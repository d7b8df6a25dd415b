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

  /** Whether the checker, if there is one, refuses a picture. */
  boolean refuses(Picture picture) {
    return checker.isPresent() && checker.get().test(picture);
  }

  /**
   * Has pictures drawn anew until one passes.
   *
   * @param first the picture of the request
   * @param redraw draws one of another seed
   * @throws DrawRefusedException when none passes
   */
  Drawn passed(DrawRequest request, Picture first, Function<DrawRequest, Picture> redraw) {
    if (checker.isEmpty()) {
      return new Drawn(first, new SafetyOutcome.Unchecked());
    }
    Picture picture = first;
    for (int times = 0; times <= redraws; times++) {
      if (times > 0) {
        picture = redraw.apply(request.withSeed(request.seed() + times));
      }
      if (!refuses(picture)) {
        return new Drawn(
            picture, times == 0 ? new SafetyOutcome.Passed() : new SafetyOutcome.Redrawn(times));
      }
    }
    throw new DrawRefusedException(redraws + 1);
  }
}
