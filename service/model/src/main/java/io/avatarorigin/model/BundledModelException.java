package io.avatarorigin.model;

/** The bundled model is not what it should be, or could not be unpacked. */
public final class BundledModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BundledModelException(String message) {
    super(message);
  }

  BundledModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
