package io.avatarorigin.worker.load;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** How long a model has been in each stage. Safe for use by several threads. */
final class StageTimes {
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<LoadStage, Duration> earlier = new EnumMap<>(LoadStage.class);
  private LoadStage stage = LoadStage.FETCHING;
  private long since;

  /** Begins to count. */
  StageTimes(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.since = nanoTime.getAsLong();
  }

  /** The model is in this stage now. */
  void at(LoadStage next) {
    lock.lock();
    try {
      if (next != stage) {
        long now = nanoTime.getAsLong();
        earlier.merge(stage, Duration.ofNanos(now - since), Duration::plus);
        stage = next;
        since = now;
      }
    } finally {
      lock.unlock();
    }
  }

  Duration spent(LoadStage of) {
    lock.lock();
    try {
      Duration spent = earlier.getOrDefault(of, Duration.ZERO);
      return of == stage ? spent.plusNanos(nanoTime.getAsLong() - since) : spent;
    } finally {
      lock.unlock();
    }
  }
}
