package io.avatarorigin.origin.store;

import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.engine.DrawWatch;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * How far the picture of one hash is, for all who follow it, through any number of draws. Used by
 * many threads; takes no other lock while it holds its own.
 */
final class DrawStory {
  private final AtomicInteger followers = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  /** Guarded by {@link #lock}, as is what follows. */
  private Following.Moment now = new Following.Moment(0, new Progress.Unasked());

  private Supplier<OptionalInt> ahead = OptionalInt::empty;

  /** Read after {@link #followers} has grown, and set before it is looked at. */
  private volatile Runnable whenFollowed = () -> {};

  void enter() {
    followers.incrementAndGet();
    whenFollowed.run();
  }

  void leave() {
    followers.decrementAndGet();
  }

  boolean isFollowed() {
    return followers.get() > 0;
  }

  void tell(Progress progress) {
    tell(progress, _ -> true);
  }

  /** Tells those whose picture is neither there nor asked for, if not in vain. */
  void tellIfIdle(Progress progress) {
    tell(progress, known -> known instanceof Progress.Unasked || known instanceof Progress.Failed);
  }

  /** Tells those who have not been told an end. */
  void tellUnlessEnded(Progress progress) {
    tell(progress, known -> !known.isEnd());
  }

  private void tell(Progress progress, Predicate<Progress> condition) {
    lock.lock();
    try {
      if (condition.test(now.progress())) {
        now = new Following.Moment(now.version() + 1, progress);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** A draw of so many steps is about to be queued. */
  DrawWatch queueing(int steps) {
    lock.lock();
    try {
      ahead = OptionalInt::empty;
      tell(new Progress.Queued(OptionalInt.empty()));
    } finally {
      lock.unlock();
    }
    return new Watch(steps);
  }

  /**
   * The draw is in the queue.
   *
   * @param others how many come before it, whenever it is asked
   */
  void queued(Supplier<OptionalInt> others) {
    lock.lock();
    try {
      ahead = others;
      tell(now.progress(), Progress.Queued.class::isInstance); // it may have begun meanwhile
    } finally {
      lock.unlock();
    }
  }

  Following.Moment now() {
    Following.Moment moment;
    Supplier<OptionalInt> others;
    lock.lock();
    try {
      moment = now;
      others = ahead;
    } finally {
      lock.unlock();
    }
    return moment.progress() instanceof Progress.Queued
        ? new Following.Moment(moment.version(), new Progress.Queued(others.get()))
        : moment;
  }

  Following.Moment await(long version, Duration longest) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = longest.toNanos();
      while (now.version() == version && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
    return now();
  }

  private final class Watch implements DrawWatch {
    private final int steps;

    Watch(int steps) {
      this.steps = steps;
    }

    @Override
    public void began() {
      tell(new Progress.Drawing(0, steps, StepPreview.NONE));
    }

    @Override
    public void stepped(int step, int all, Supplier<Optional<Raster>> preview) {
      StepPreview seen = isFollowed() ? StepPreview.of(preview.get()) : StepPreview.NONE;
      tell(new Progress.Drawing(step, all, seen));
    }

    @Override
    public void queuedAgain() {
      tell(new Progress.Queued(OptionalInt.empty()));
    }

    @Override
    public boolean isFollowed() {
      return DrawStory.this.isFollowed();
    }

    @Override
    public void whenFollowed(Runnable told) {
      whenFollowed = told;
      if (isFollowed()) {
        told.run();
      }
    }
  }
}
