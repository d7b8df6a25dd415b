package io.avatarorigin.origin.engine;

import io.avatarorigin.origin.avatar.Recipe;

/** What draws. Draws may run side by side; each blocks a platform thread. */
public interface Engine extends AutoCloseable {
  /**
   * Draws one picture.
   *
   * @throws EngineException when the picture could not be drawn now, and may be another time
   */
  Drawing draw(Recipe recipe);

  /** Gives up the draws that run, and returns when they have ended. A second call does nothing. */
  @Override
  void close();
}
