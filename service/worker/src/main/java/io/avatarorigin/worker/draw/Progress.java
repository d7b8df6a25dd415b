package io.avatarorigin.worker.draw;

import io.avatarorigin.diffusion.Picture;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** How far an order is; outlives its pictures. Used by many threads. */
public final class Progress {
  private final String id;
  private final String client;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Guarded by {@link #lock}, as is what follows. */
  private Snapshot now;

  private Supplier<OptionalInt> ahead = OptionalInt::empty;

  Progress(Order order, InstantSource clock) {
    this.id = order.id();
    this.client = order.client();
    this.clock = clock;
    this.now =
        Snapshot.first(
            order.pictures().size(), order.pictures().getFirst().steps(), clock.instant());
  }

  /** The order's name. */
  public String id() {
    return id;
  }

  /** Who gave the order. */
  public String client() {
    return client;
  }

  public Snapshot snapshot() {
    lock.lock();
    try {
      return now;
    } finally {
      lock.unlock();
    }
  }

  /** How many pictures of others come first; empty once it is being drawn. */
  public OptionalInt ahead() {
    Supplier<OptionalInt> asked;
    lock.lock();
    try {
      asked = now.state() == JobState.WAITING ? ahead : OptionalInt::empty;
    } finally {
      lock.unlock();
    }
    return asked.get(); // which takes the queue's lock
  }

  /**
   * Waits for a change.
   *
   * @param version of the snapshot that is known already
   * @return the newest snapshot, which is the known one where nothing changed in that time
   */
  public Snapshot awaitChange(long version, Duration most) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = most.toNanos();
      while (now.version() == version && left > 0) {
        left = changed.awaitNanos(left);
      }
      return now;
    } finally {
      lock.unlock();
    }
  }

  /** Tells how many come first from now on. */
  void queued(Supplier<OptionalInt> others) {
    lock.lock();
    try {
      ahead = others;
    } finally {
      lock.unlock();
    }
  }

  void began() {
    Instant instant = clock.instant();
    change(it -> it.drawing(instant));
  }

  void stepped(int picture, int step, int steps, Optional<Picture> preview) {
    change(it -> it.stepped(picture, step, steps, preview));
  }

  void finishedOne() {
    change(Snapshot::finishedOne);
  }

  void ended(JobState state, Optional<String> problem) {
    Instant instant = clock.instant();
    change(it -> it.ended(state, problem, instant));
  }

  /** Nothing changes once it has ended. */
  private void change(UnaryOperator<Snapshot> how) {
    lock.lock();
    try {
      if (!now.state().isEnd()) {
        now = how.apply(now);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
