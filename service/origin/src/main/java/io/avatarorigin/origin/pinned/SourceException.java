package io.avatarorigin.origin.pinned;

/** Pinned files cannot be read now; the message says where, why and what to do. */
public final class SourceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;

  SourceException(String message) {
    super(message);
    this.message = message;
  }

  SourceException(String message, Throwable cause) {
    super(message, cause);
    this.message = message;
  }

  @Override
  public String getMessage() {
    return message;
  }
}
