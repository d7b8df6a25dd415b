package io.avatarorigin.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Function;

/** What was opened so far, to be closed in reverse order; not for use by several threads. */
public final class Opened implements AutoCloseable {
  private final Deque<Runnable> closers = new ArrayDeque<>();

  /**
   * Starts something that opens one thing after the other, and keeps them for its end. When that
   * fails, what was opened is closed again.
   */
  public static <T> T start(Function<Opened, T> starting) {
    Opened opened = new Opened();
    try {
      return starting.apply(opened);
    } catch (RuntimeException | Error e) {
      try {
        opened.close();
      } catch (RuntimeException alsoFailed) {
        e.addSuppressed(alsoFailed);
      }
      throw e;
    }
  }

  /** Notes how the thing that was opened last is closed. */
  public void add(Runnable close) {
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
