package io.avatarorigin.origin.engine;

import java.time.Duration;

/** Told of every draw that ended, on the thread that ended it. */
public interface DrawListener {
  void finished(DrawResult result, Duration duration);
}
