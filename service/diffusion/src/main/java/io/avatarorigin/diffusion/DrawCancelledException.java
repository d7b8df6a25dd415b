package io.avatarorigin.diffusion;

/** A draw that its listener ended. */
public final class DrawCancelledException extends DiffusionException {

  private static final long serialVersionUID = 1L;

  DrawCancelledException(int step, int steps) {
    super("the draw was cancelled after step " + step + " of " + steps, null);
  }
}
