package io.avatarorigin.worker;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does things again and again, on a thread of its own. */
final class Housekeeping implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(Housekeeping.class.getName());

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("housekeeping").daemon().factory());

  void every(Duration period, Runnable chore) {
    Future<?> _ =
        thread.scheduleWithFixedDelay(
            () -> dutifully(chore), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * The outermost frame of a chore: what fails once is tried again next time, errors among them,
   * since what is thrown from here ends the schedule for good.
   */
  private static void dutifully(Runnable chore) {
    try {
      chore.run();
    } catch (Throwable e) {
      LOGGER.log(System.Logger.Level.ERROR, "housekeeping failed", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
