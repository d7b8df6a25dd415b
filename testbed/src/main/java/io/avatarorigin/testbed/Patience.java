package io.avatarorigin.testbed;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what comes by itself. */
public final class Patience {
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

  private Patience() {}

  /**
   * Waits until something holds.
   *
   * @param what for the message
   * @throws TestbedException when it does not within this time, or the thread is interrupted
   */
  public static void until(String what, Duration longest, BooleanSupplier holds) {
    long deadline = System.nanoTime() + longest.toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new TestbedException(what + ": not within " + longest.toSeconds() + " s");
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new TestbedException(what + ": interrupted");
      }
      LockSupport.parkNanos(PAUSE);
    }
  }
}
