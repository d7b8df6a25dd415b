package io.avatarorigin.diffusion;

import org.jspecify.annotations.Nullable;

/** A model could not be loaded or a picture not be drawn. */
public abstract sealed class DiffusionException extends RuntimeException
    permits ModelException,
        InvalidDrawException,
        DrawCancelledException,
        DrawFailedException,
        DrawRefusedException {

  private static final long serialVersionUID = 1L;

  DiffusionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
