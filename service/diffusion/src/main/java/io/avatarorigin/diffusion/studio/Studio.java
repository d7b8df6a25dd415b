package io.avatarorigin.diffusion.studio;

import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.StableDiffusion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A queue in front of a model: bounded, fair to its clients, and cancellable. Draws that fit each
 * other may share a run. Safe for use by several threads, virtual ones too: it draws on platform
 * threads of its own.
 */
public final class Studio implements AutoCloseable {
  private final Painter painter;
  private final StudioOptions options;
  private final FairQueue<Draw> queue;

  /** What has left the queue and has no end yet, also while it waits for company. */
  private final Set<Draw> running = ConcurrentHashMap.newKeySet();

  private final List<Thread> lanes = new ArrayList<>();

  /** A studio that draws with this model, which stays its caller's to close, afterwards. */
  public Studio(StableDiffusion model, StudioOptions options) {
    this(new ModelPainter(model), options);
  }

  Studio(Painter painter, StudioOptions options) {
    this.painter = painter;
    this.options = options;
    this.queue = new FairQueue<>(options.waiting(), running::add);
    for (int i = 0; i < options.lanes(); i++) {
      lanes.add(Thread.ofPlatform().name("studio-" + i).daemon().start(this::work));
    }
  }

  /**
   * Queues a draw and returns at once.
   *
   * @param client who asks: draws of different clients take turns
   * @return nothing when too many wait, or the studio is closed
   * @throws io.avatarorigin.diffusion.InvalidDrawException when the model cannot draw this
   */
  public Optional<Draw> submit(DrawRequest request, String client, DrawObserver observer) {
    painter.requireDrawable(request);
    Draw draw = new Draw(queue, request, client, observer);
    return queue.offer(client, draw) ? Optional.of(draw) : Optional.empty();
  }

  /** How many draws wait. */
  public int waiting() {
    return queue.size();
  }

  /** How many draws are being drawn, or wait for company with which they will be. */
  public int drawing() {
    return running.size();
  }

  /**
   * Hands back what waits, and waits for what is being drawn, even when interrupted.
   *
   * @throws IllegalStateException on a drawing thread, which would wait for itself
   */
  @Override
  public void close() {
    requireOtherThread();
    closeQueue();
    lanes.forEach(Studio::join);
  }

  /**
   * Hands back what waits, and ends what is still being drawn when the grace is over, after the
   * step that is being computed; then waits until all have ended.
   *
   * @param grace none where it is negative
   * @throws IllegalStateException on a drawing thread, which would wait for itself
   */
  public void close(Duration grace) {
    requireOtherThread();
    closeQueue();
    long deadline = System.nanoTime() + grace.toNanos();
    for (Thread lane : lanes) {
      joinUntil(lane, deadline);
    }
    running.forEach(Draw::cancel);
    lanes.forEach(Studio::join);
  }

  private void requireOtherThread() {
    if (lanes.contains(Thread.currentThread())) {
      throw new IllegalStateException("a studio cannot be closed by what it draws for");
    }
  }

  private void closeQueue() {
    queue.close().forEach(draw -> draw.handBack("the studio closed"));
  }

  private void work() {
    try {
      while (true) {
        List<Draw> draws =
            queue.take(
                options.together(),
                (one, other) -> painter.fit(one.request(), other.request()),
                options.window());
        if (draws.isEmpty()) {
          return;
        }
        draw(draws);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody interrupts a lane", e);
    }
  }

  /** Whatever happens, the lane lives and no draw is left without an end. */
  private void draw(List<Draw> draws) {
    Throwable failure = new IllegalStateException("the painter forgot this draw");
    try {
      draws.forEach(Draw::begin);
      List<Draw> begun = draws.stream().filter(draw -> !draw.isDone()).toList();
      if (!begun.isEmpty()) {
        painter.draw(begun.stream().map(Draw::task).toList());
      }
    } catch (Throwable e) {
      failure = e;
    } finally {
      draws.forEach(running::remove);
      for (Draw draw : draws) {
        draw.fail(failure); // without effect where it has ended
      }
    }
  }

  private static void join(Thread lane) {
    boolean interrupted = false;
    while (lane.isAlive()) {
      try {
        lane.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void joinUntil(Thread lane, long deadline) {
    try {
      Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
      boolean _ = lane.join(left);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
