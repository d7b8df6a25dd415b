package io.avatarorigin.origin;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** How much memory code takes, freed again or not. */
public final class Allocations {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int ROUNDS = 20;
  private static final int RUNS = 1000;

  private Allocations() {}

  /** The octets that a run takes of this thread, of the best of some rounds, which warm it up. */
  public static long ofOne(Runnable run) {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < RUNS; i++) {
        run.run();
      }
      least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - before) / RUNS);
    }
    return least;
  }
}
