package io.avatarorigin.origin.store;

import java.time.Duration;

/**
 * How long a caller waits for a draw at most, and whether the draw goes on without it: a
 * pull-through store comes back for the picture, a browser that left does not.
 */
public record Patience(Duration longest, WhenAlone whenAlone) {
  /** The same caller's patience, if it ends then; by {@link System#nanoTime}. */
  Patience until(long deadline) {
    return new Patience(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())), whenAlone);
  }

  /** What becomes of a draw that has not begun when its last waiter leaves. */
  public enum WhenAlone {
    DRAW,
    CANCEL
  }
}
