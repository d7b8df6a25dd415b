package io.avatarorigin.diffusion;

import java.util.Optional;

/** Leaves after the first step. */
final class WarmUp implements Sitting.Sitter {
  private boolean stepped;
  private Optional<DiffusionException> failure = Optional.empty();

  @Override
  public boolean step(int step, int steps, float[] latent) {
    stepped = true;
    return false;
  }

  @Override
  public Optional<Runnable> finished(float[] latent) {
    return Optional.empty();
  }

  @Override
  public void failed(DiffusionException reason) {
    failure = Optional.of(reason);
  }

  void requireDone() {
    if (!stepped) {
      throw failure.orElseThrow();
    }
  }
}
