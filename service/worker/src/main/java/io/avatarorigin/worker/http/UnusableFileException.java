package io.avatarorigin.worker.http;

/** A file that decides who may come in cannot be used; the message names it and holds no secret. */
public final class UnusableFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnusableFileException(String message, Throwable cause) {
    super(message, cause);
  }

  UnusableFileException(String message) {
    super(message);
  }
}
