package io.avatarorigin.worker.load;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How far the model is; read and written by any thread. */
public final class LoadState implements LoadProgress {
  private final StageTimes times;
  private volatile Reached reached = new Reached(LoadStage.FETCHING, 0);

  LoadState(LongSupplier nanoTime) {
    this.times = new StageTimes(nanoTime);
  }

  /**
   * A point on the way.
   *
   * @param percent of the stage
   */
  public record Reached(LoadStage stage, int percent) {
    public Reached {
      if (percent < 0 || percent > 100) {
        throw new IllegalArgumentException("percent must be 0 to 100, not " + percent);
      }
    }
  }

  @Override
  public void at(LoadStage stage, int percent) {
    reached = new Reached(stage, percent);
    times.at(stage);
  }

  /** How long the model has been in this stage so far. */
  public Duration spent(LoadStage stage) {
    return times.spent(stage);
  }

  public Reached reached() {
    return reached;
  }
}
