package io.avatarorigin.origin.encode;

/** A file is no picture that can be shown; the message says what is wrong and the way out. */
public final class UnreadablePictureException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;

  UnreadablePictureException(String message) {
    super(message);
    this.message = message;
  }

  UnreadablePictureException(String message, Throwable cause) {
    super(message, cause);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
