package io.avatarorigin.worker;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened so far, to be closed in reverse order; not for use by several threads. */
final class Opened implements AutoCloseable {
  private final Deque<Runnable> closers = new ArrayDeque<>();

  /** Notes how the thing that was opened last is closed. */
  void add(Runnable close) {
    closers.push(close);
  }

  /**
   * Closes everything, also what comes after something that cannot be closed; the first failure is
   * thrown at the end. A second call does nothing.
   */
  @Override
  public void close() {
    RuntimeException failure = null;
    while (!closers.isEmpty()) {
      try {
        closers.pop().run();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
