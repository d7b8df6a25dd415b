package io.avatarorigin.worker.load;

/** How far the model is; read and written by any thread. */
public final class LoadState implements LoadProgress {
  private volatile Reached reached = new Reached(LoadStage.FETCHING, 0);

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
  }

  public Reached reached() {
    return reached;
  }
}
