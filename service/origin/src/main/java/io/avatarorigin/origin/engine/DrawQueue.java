package io.avatarorigin.origin.engine;

import io.avatarorigin.origin.avatar.Recipe;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A bounded queue of draws in front of an engine, in order of arrival. Draws run on platform
 * threads, since native calls and long computing would hold the carriers of virtual threads.
 */
public final class DrawQueue implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(DrawQueue.class.getName());

  /** What is expected where nobody draws. */
  private static final Duration NOT_SOON = Duration.ofMinutes(1);

  private final Engine engine;
  private final DrawQueueSettings settings;
  private final DrawListener listener;
  private final ThreadPoolExecutor drawers;
  private final AtomicLong meanDrawNanos = new AtomicLong(TimeUnit.SECONDS.toNanos(1));

  public DrawQueue(Engine engine, DrawQueueSettings settings, DrawListener listener) {
    this.engine = engine;
    this.settings = settings;
    this.listener = listener;
    ThreadFactory threads = Thread.ofPlatform().name("drawer-", 0).daemon().factory();
    int most = Math.max(1, settings.drawers());
    this.drawers =
        new ThreadPoolExecutor(
            most,
            most,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(settings.capacity()),
            // An executor that gets no thread keeps its tasks waiting.
            settings.drawers() == 0 ? task -> null : threads,
            new ThreadPoolExecutor.AbortPolicy());
  }

  /**
   * Queues a draw and returns at once.
   *
   * @param whenDone told the outcome on the drawer's thread, or on the caller's of {@link
   *     Ticket#cancel} or {@link #drain}
   * @return the ticket, or nothing when the queue is full or closed
   */
  public Optional<Ticket> submit(Recipe recipe, Consumer<DrawResult> whenDone) {
    Task task = new Task(recipe, whenDone);
    try {
      drawers.execute(task);
      return Optional.of(task);
    } catch (RejectedExecutionException e) {
      return Optional.empty();
    }
  }

  /** Draws that wait for a drawer. */
  public int waiting() {
    return drawers.getQueue().size();
  }

  /** Draws that run. */
  public int running() {
    return drawers.getActiveCount();
  }

  /** How long a draw that arrives now would take, from the mean of late ones. */
  public Duration expectedWait() {
    if (settings.drawers() == 0) {
      return NOT_SOON;
    }
    int rounds = 1 + (waiting() + running()) / settings.drawers();
    return Duration.ofNanos(rounds * meanDrawNanos.get());
  }

  /** Whether new draws are refused because the queue is closing. */
  public boolean isClosing() {
    return drawers.isShutdown();
  }

  /**
   * Refuses new draws, gives up those that have not begun, and waits for the others.
   *
   * @return whether all that had begun were finished within the grace period
   */
  public boolean drain(Duration grace) {
    drawers.shutdown();
    for (Runnable waiting : List.copyOf(drawers.getQueue())) {
      ((Task) waiting).cancel();
    }
    try {
      return drawers.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    drain(Duration.ZERO);
  }

  /** A queued draw. */
  public interface Ticket {
    /** Takes the draw back if it has not begun. */
    void cancel();
  }

  private final class Task implements Runnable, Ticket {
    private final Recipe recipe;
    private final Consumer<DrawResult> whenDone;

    Task(Recipe recipe, Consumer<DrawResult> whenDone) {
      this.recipe = recipe;
      this.whenDone = whenDone;
    }

    @Override
    public void run() {
      long start = System.nanoTime();
      DrawResult result = drawOrFail();
      long nanos = System.nanoTime() - start;
      if (result instanceof DrawResult.Drawn) {
        meanDrawNanos.accumulateAndGet(nanos, (mean, last) -> mean - mean / 8 + last / 8);
      }
      finish(result, Duration.ofNanos(nanos));
    }

    @Override
    public void cancel() {
      if (drawers.remove(this)) {
        finish(new DrawResult.Cancelled(), Duration.ZERO);
      }
    }

    /** The outermost frame of a draw: whatever goes wrong below, those who wait are told. */
    private DrawResult drawOrFail() {
      try {
        return draw();
      } catch (Throwable e) {
        LOGGER.log(System.Logger.Level.ERROR, "draw broke hash=" + recipe.hash(), e);
        return new DrawResult.Failed("unexpected: " + e.getClass().getSimpleName());
      }
    }

    private DrawResult draw() {
      EngineException failure = null;
      for (int attempt = 1; attempt <= settings.attempts(); attempt++) {
        try {
          return switch (engine.draw(recipe)) {
            case Drawing.Drawn drawn -> new DrawResult.Drawn(drawn.raster());
            case Drawing.Refused refused -> new DrawResult.Refused(refused.reason());
          };
        } catch (EngineException e) {
          failure = e;
          LOGGER.log(
              System.Logger.Level.WARNING,
              "draw failed hash=%s attempt=%d of=%d"
                  .formatted(recipe.hash(), attempt, settings.attempts()),
              e);
        }
      }
      return new DrawResult.Failed(
          failure == null ? "not attempted" : String.valueOf(failure.getMessage()));
    }

    private void finish(DrawResult result, Duration duration) {
      try {
        listener.finished(result, duration);
      } finally {
        whenDone.accept(result);
      }
    }
  }
}
