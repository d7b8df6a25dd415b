package io.avatarorigin.worker.load;

/** Hears how far a model is. Any thread may call it. */
@FunctionalInterface
public interface LoadProgress {
  /**
   * The stage, and how much of it is done.
   *
   * @param percent 0 to 100
   */
  void at(LoadStage stage, int percent);
}
