package io.avatarorigin.origin.engine.remote;

import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.engine.DrawWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Writes down what it is told; somebody follows when told so. */
class RecordedWatch implements DrawWatch {
  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private volatile boolean followed;
  private volatile Runnable whenFollowed = () -> {};

  static RecordedWatch followed() {
    RecordedWatch watch = new RecordedWatch();
    watch.follow();
    return watch;
  }

  void follow() {
    followed = true;
    whenFollowed.run();
  }

  void leave() {
    followed = false;
  }

  /** The next that it is told. */
  String next() throws InterruptedException {
    return String.valueOf(told.poll(30, TimeUnit.SECONDS));
  }

  /** What it was told and nobody took. */
  List<String> rest() {
    List<String> rest = new ArrayList<>();
    told.drainTo(rest);
    return rest;
  }

  @Override
  public void began() {
    told.add("began");
  }

  @Override
  public void stepped(int step, int steps, Supplier<Optional<Raster>> preview) {
    String seen = preview.get().map(it -> ": " + it.width() + " x " + it.height()).orElse("");
    told.add(step + " of " + steps + seen);
  }

  @Override
  public void queuedAgain() {
    told.add("queued again");
  }

  @Override
  public boolean isFollowed() {
    return followed;
  }

  @Override
  public void whenFollowed(Runnable runnable) {
    whenFollowed = runnable;
    if (followed) {
      runnable.run();
    }
  }
}
