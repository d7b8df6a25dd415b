package io.avatarorigin.origin.engine;

import io.avatarorigin.origin.avatar.Recipe;

/** What draws. Draws may run side by side; each blocks its thread. */
public interface Engine extends AutoCloseable {
  /**
   * Draws one picture.
   *
   * @param watch told of the steps, as far as the engine knows them, and of none after the return
   * @throws EngineException when the picture could not be drawn; its trouble says what that means
   */
  Drawing draw(Recipe recipe, DrawWatch watch);

  /** Gives up the draws that run. A second call does nothing. */
  @Override
  void close();
}
