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

  /** Of a picture that is not refused at once. */
  SafetyOutcome passed() {
    return checker.isPresent() ? new SafetyOutcome.Passed() : new SafetyOutcome.Unchecked();
  }

  /**
   * Has pictures drawn anew until one passes.
   *
   * @param request whose picture was refused
   * @param redraw draws one of another seed
   * @throws DrawRefusedException when none passes
   */
  Drawn redrawn(DrawRequest request, Function<DrawRequest, Picture> redraw) {
    for (int times = 1; times <= redraws; times++) {
      Picture picture = redraw.apply(request.withSeed(request.seed() + times));
      if (!refuses(picture)) {
        return new Drawn(picture, new SafetyOutcome.Redrawn(times));
      }
    }
    throw new DrawRefusedException(redraws + 1);
  }
}
