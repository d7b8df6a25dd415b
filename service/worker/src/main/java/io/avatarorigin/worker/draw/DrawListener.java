package io.avatarorigin.worker.draw;

import java.time.Duration;

/** Learns of draws. Called on the drawing threads. */
@FunctionalInterface
public interface DrawListener {
  /**
   * A draw has ended.
   *
   * @param took without its wait
   */
  void ended(DrawOutcome outcome, Duration took);
}
