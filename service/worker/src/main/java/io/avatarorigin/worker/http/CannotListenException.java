package io.avatarorigin.worker.http;

/** An address cannot be listened on; the message says what to do. */
public final class CannotListenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CannotListenException(String message, Throwable cause) {
    super(message, cause);
  }
}
