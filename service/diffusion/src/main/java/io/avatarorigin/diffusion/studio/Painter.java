package io.avatarorigin.diffusion.studio;

import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.DrawTask;
import java.util.List;

/** What a studio draws with. Safe for use by several threads. */
interface Painter {
  /**
   * Refuses what can never be drawn.
   *
   * @throws io.avatarorigin.diffusion.InvalidDrawException with the reason
   */
  void requireDrawable(DrawRequest request);

  /** Whether two draws can share a run. */
  boolean fit(DrawRequest one, DrawRequest other);

  /** Draws pictures that fit each other, and tells each task how it ended. */
  void draw(List<? extends DrawTask> tasks);
}
