package io.avatarorigin.diffusion;

/** A draw that was ended from outside. */
public final class DrawCancelledException extends DiffusionException {

  private static final long serialVersionUID = 1L;

  private DrawCancelledException(String message) {
    super(message, null);
  }

  static DrawCancelledException after(int step, int steps) {
    return new DrawCancelledException("the draw was cancelled after step " + step + " of " + steps);
  }

  /** It never began, for this reason. */
  public static DrawCancelledException beforeTheFirstStep(String reason) {
    return new DrawCancelledException("the draw did not begin: " + reason);
  }
}
