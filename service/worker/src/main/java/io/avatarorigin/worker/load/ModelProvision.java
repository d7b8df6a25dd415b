package io.avatarorigin.worker.load;

import java.nio.file.Path;
import java.util.Optional;

/** Brings a model's files here. */
@FunctionalInterface
public interface ModelProvision {
  /**
   * The folder in diffusers' ONNX layout, whole. Called once, on a thread of its own, which is
   * interrupted when the worker stops.
   *
   * @param progress hears of {@link LoadStage#FETCHING} and {@link LoadStage#VERIFYING}
   */
  Path provide(LoadProgress progress) throws InterruptedException;

  /** The folder in which its optimized graphs are stored for the next load, if there is one. */
  default Optional<Path> graphs() {
    return Optional.empty();
  }
}
