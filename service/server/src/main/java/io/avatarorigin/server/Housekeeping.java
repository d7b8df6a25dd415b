package io.avatarorigin.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Runs the few chores that are done again and again, none of them in another's way. */
public final class Housekeeping implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Housekeeping.class.getName());
  private static final int CHORES = 4;

  private final ScheduledExecutorService threads;

  private Housekeeping(ScheduledExecutorService threads) {
    this.threads = threads;
  }

  public static Housekeeping start() {
    return new Housekeeping(
        Executors.newScheduledThreadPool(
            CHORES, Thread.ofPlatform().name("housekeeping-", 0).daemon().factory()));
  }

  /** Does the chore from now on, with this pause before each time. */
  public void every(Duration pause, Runnable chore) {
    ScheduledFuture<?> _ =
        threads.scheduleWithFixedDelay(
            () -> guarded(chore), pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * The outermost frame of a chore: what fails once is tried again next time, errors such as a
   * shortage of memory among them, since what is thrown from here ends the schedule for good.
   */
  private static void guarded(Runnable chore) {
    try {
      chore.run();
    } catch (Throwable e) {
      LOGGER.log(System.Logger.Level.ERROR, "housekeeping failed", e);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
