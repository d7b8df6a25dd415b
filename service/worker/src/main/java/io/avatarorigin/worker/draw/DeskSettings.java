package io.avatarorigin.worker.draw;

import io.avatarorigin.diffusion.studio.StudioOptions;
import java.time.Duration;

/**
 * How a desk works.
 *
 * @param drawTime how long a picture may be drawn
 */
public record DeskSettings(StudioOptions studio, Duration drawTime) {
  /** How many pictures are drawn at once. */
  public int capacity() {
    return studio.lanes() * studio.together();
  }
}
