package io.avatarorigin.diffusion;

/** A request that this model can never draw, for instance because of its size. */
public final class InvalidDrawException extends DiffusionException {

  private static final long serialVersionUID = 1L;

  InvalidDrawException(String message) {
    super(message, null);
  }
}
