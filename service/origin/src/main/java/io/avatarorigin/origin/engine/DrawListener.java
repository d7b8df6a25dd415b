package io.avatarorigin.origin.engine;

import java.time.Duration;

/** Told of draws on the threads that draw. */
public interface DrawListener {
  /** Of every draw that ended, and how long it took without its wait. */
  void finished(DrawResult result, Duration duration);

  /** Of every draw that goes back to the queue, because an engine could not draw it. */
  default void retried(EngineException.Trouble trouble) {}
}
