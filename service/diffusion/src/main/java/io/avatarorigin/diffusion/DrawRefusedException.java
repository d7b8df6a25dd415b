package io.avatarorigin.diffusion;

/** A draw whose pictures the model's safety checker refused; the same request ends so each time. */
public final class DrawRefusedException extends DiffusionException {

  private static final long serialVersionUID = 1L;

  DrawRefusedException(int pictures) {
    super(
        pictures == 1
            ? "the model's safety checker refuses the picture"
            : "the model's safety checker refuses the picture, and those of the next "
                + (pictures - 1)
                + " seeds",
        null);
  }
}
