package io.avatarorigin.diffusion;

import org.jspecify.annotations.Nullable;

/** The caller of a draw, who waits for its picture. What his listener throws comes back to him. */
final class CallingRequester implements Requester {
  private final LatentListener listener;
  private @Nullable Drawn drawn;
  private @Nullable DiffusionException failure;
  private @Nullable RuntimeException fault;
  private @Nullable Error error;

  CallingRequester(LatentListener listener) {
    this.listener = listener;
  }

  @Override
  public boolean step(int step, int steps, float[] latent) {
    try {
      return listener.step(step, steps, latent);
    } catch (RuntimeException e) {
      fault = e;
    } catch (Error e) {
      error = e;
    }
    return false;
  }

  @Override
  public void drawn(Drawn picture) {
    drawn = picture;
  }

  @Override
  public void failed(DiffusionException reason) {
    failure = reason;
  }

  /** What came of it. */
  Drawn result() {
    if (error != null) {
      throw error;
    }
    if (fault != null) {
      throw fault;
    }
    if (failure != null) {
      throw failure;
    }
    if (drawn == null) {
      throw new IllegalStateException("a draw ended without a result");
    }
    return drawn;
  }
}
