package io.avatarorigin.origin.store.shared;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few platform threads that calls to the bucket may block, and a bounded queue before them. */
final class Workers {
  private static final int IDLE_SECONDS = 30;

  private final ThreadPoolExecutor threads;

  Workers(String name, int threads, int mostWaiting) {
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(mostWaiting),
            Thread.ofPlatform().name(name + "-", 0).daemon().factory());
    this.threads.allowCoreThreadTimeOut(true);
  }

  /** Returns whether the task will run; it does not when too many wait, or this is closed. */
  boolean start(Runnable task) {
    try {
      threads.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  boolean isClosing() {
    return threads.isShutdown();
  }

  /**
   * Takes nothing new, and returns whether all was done before then, by {@link System#nanoTime}.
   */
  boolean drain(long deadline) {
    threads.shutdown();
    try {
      return threads.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void stop() {
    threads.shutdownNow();
  }
}
