package io.avatarorigin.worker.draw;

import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.Drawn;
import io.avatarorigin.diffusion.SafetyOutcome;

/**
 * A picture of an order.
 *
 * @param request as it was asked for
 */
public record FinishedPicture(DrawRequest request, Drawn drawn) {
  /** The seed that the picture is of, which is another where an earlier one was refused. */
  public long seed() {
    return drawn.safety() instanceof SafetyOutcome.Redrawn(int times)
        ? request.seed() + times
        : request.seed();
  }
}
