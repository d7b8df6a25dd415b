package io.avatarorigin.origin.engine;

import io.avatarorigin.origin.avatar.Recipe;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** One draw on its way. Handed from thread to thread by the queue's lock. */
final class QueuedDraw {
  private static final System.Logger LOGGER = System.getLogger(DrawQueue.class.getName());

  private final Recipe recipe;
  private final DrawWatch watch;
  private final Consumer<DrawResult> whenDone;
  private final DrawListener listener;
  private final long since;
  private final Set<Station> failedAt = new HashSet<>();
  private int attempts;

  QueuedDraw(
      Recipe recipe,
      DrawWatch watch,
      Consumer<DrawResult> whenDone,
      DrawListener listener,
      long since) {
    this.recipe = recipe;
    this.watch = watch;
    this.whenDone = whenDone;
    this.listener = listener;
    this.since = since;
  }

  /** When it was asked for, by {@link System#nanoTime}. */
  long since() {
    return since;
  }

  /** Stations that could not draw it. */
  Set<Station> failedAt() {
    return failedAt;
  }

  /**
   * Draws at this place, unless it fails.
   *
   * @param most how many attempts there are in all
   * @return nothing when it is to be drawn elsewhere or later
   */
  Optional<DrawResult> attempt(Stations.Claim place, int most) {
    try {
      watch.began();
      return Optional.of(
          switch (place.draw(recipe, watch)) {
            case Drawing.Drawn drawn -> new DrawResult.Drawn(drawn.raster());
            case Drawing.Refused refused -> new DrawResult.Refused(refused.reason());
          });
    } catch (EngineException e) {
      return afterFailure(e, place.station(), most);
    } catch (Throwable e) { // the outermost frame of a draw: whatever goes wrong, waiters are told
      LOGGER.log(System.Logger.Level.ERROR, "draw broke hash=" + recipe.hash(), e);
      return Optional.of(new DrawResult.Failed("unexpected: " + e.getClass().getSimpleName()));
    }
  }

  private Optional<DrawResult> afterFailure(EngineException failure, Station station, int most) {
    EngineException.Trouble trouble = failure.trouble();
    if (trouble.isFault()) {
      failedAt.add(station);
    }
    if (!trouble.isAttempt()) {
      listener.retried(trouble);
      return Optional.empty();
    }
    attempts++;
    String told =
        "draw failed hash=%s at=%s trouble=%s attempt=%d of=%d: %s"
            .formatted(
                recipe.hash(), station.name(), trouble, attempts, most, failure.getMessage());
    // Of other processes the message says all; what happened in this one is told with its trace.
    boolean isOurs = trouble == EngineException.Trouble.FAILED && failure.getCause() != null;
    LOGGER.log(System.Logger.Level.WARNING, told, isOurs ? failure : null);
    if (trouble != EngineException.Trouble.IMPOSSIBLE && attempts < most) {
      listener.retried(trouble);
      return Optional.empty();
    }
    return Optional.of(new DrawResult.Failed(String.valueOf(failure.getMessage())));
  }

  /** It waits again. */
  void queuedAgain() {
    watch.queuedAgain();
  }

  void cancelled() {
    finished(new DrawResult.Cancelled(), Duration.ZERO);
  }

  void finished(DrawResult result, Duration duration) {
    try {
      listener.finished(result, duration);
    } finally {
      whenDone.accept(result);
    }
  }
}
