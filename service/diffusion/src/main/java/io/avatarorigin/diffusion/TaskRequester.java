package io.avatarorigin.diffusion;

import java.util.Optional;
import java.util.function.Function;

/** A task among others, to which what it throws does no harm. */
final class TaskRequester implements Requester {
  private static final System.Logger LOGGER = System.getLogger(TaskRequester.class.getName());

  private final DrawTask task;
  private final Function<float[], Preview> previews;
  private Optional<Throwable> thrown = Optional.empty();

  /**
   * @param previews shows a latent of the task's size
   */
  TaskRequester(DrawTask task, Function<float[], Preview> previews) {
    this.task = task;
    this.previews = previews;
  }

  @Override
  public boolean step(int step, int steps, float[] latent) {
    try {
      return task.step(step, steps, previews.apply(latent));
    } catch (RuntimeException | Error e) {
      thrown = Optional.of(e);
      return false;
    }
  }

  @Override
  public void drawn(Drawn drawn) {
    try {
      task.drawn(drawn);
    } catch (RuntimeException | Error e) {
      LOGGER.log(System.Logger.Level.WARNING, "a picture is lost: its task failed to take it", e);
    }
  }

  @Override
  public void failed(DiffusionException reason) {
    try {
      task.failed(thrown.map(DrawFailedException::because).orElse(reason));
    } catch (RuntimeException | Error e) {
      LOGGER.log(System.Logger.Level.WARNING, "a task failed to be told: " + reason, e);
    }
  }
}
