package io.avatarorigin.diffusion;

import org.jspecify.annotations.Nullable;

/**
 * A draw that failed in the runtime, for instance for want of memory, or whose numbers are not
 * finite; another try may succeed.
 */
public final class DrawFailedException extends DiffusionException {

  private static final long serialVersionUID = 1L;

  DrawFailedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** What has been thrown, if that is no failure of a draw as one. */
  static DiffusionException because(Throwable thrown) {
    return thrown instanceof DiffusionException known
        ? known
        : new DrawFailedException("the draw failed: " + thrown, thrown);
  }
}
