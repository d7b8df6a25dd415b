package io.avatarorigin.origin.encode;

/** A file is no picture that can be shown; the message says what is wrong and the way out. */
public final class UnreadablePictureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadablePictureException(String message) {
    super(message);
  }

  UnreadablePictureException(String message, Throwable cause) {
    super(message, cause);
  }
}
