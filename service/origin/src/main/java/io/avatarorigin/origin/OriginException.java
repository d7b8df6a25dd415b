package io.avatarorigin.origin;

/** The origin cannot start; the message says why and what to do. */
public final class OriginException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OriginException(String message) {
    super(message);
  }

  public OriginException(String message, Throwable cause) {
    super(message, cause);
  }
}
