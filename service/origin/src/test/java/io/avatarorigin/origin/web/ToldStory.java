package io.avatarorigin.origin.web;

import io.avatarorigin.origin.store.Following;
import io.avatarorigin.origin.store.Progress;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A story that a test tells to all who follow it. */
final class ToldStory {
  private Following.Moment now = new Following.Moment(0, new Progress.Unasked());
  private int followers;

  synchronized void tell(Progress progress) {
    now = new Following.Moment(now.version() + 1, progress);
    notifyAll();
  }

  synchronized void awaitFollowers(int count) throws InterruptedException {
    while (followers != count) {
      wait();
    }
  }

  synchronized Following follow() {
    followers++;
    notifyAll();
    return new Followed();
  }

  private synchronized void left() {
    followers--;
    notifyAll();
  }

  private synchronized Following.Moment moment() {
    return now;
  }

  private synchronized Following.Moment awaitOther(long version, Duration longest)
      throws InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    for (long left = longest.toNanos();
        now.version() == version && left > 0;
        left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    return now;
  }

  private final class Followed implements Following {
    @Override
    public Moment now() {
      return moment();
    }

    @Override
    public Moment await(Moment known, Duration longest) throws InterruptedException {
      return awaitOther(known.version(), longest);
    }

    @Override
    public void close() {
      left();
    }
  }
}
