package io.avatarorigin.origin.engine;

/** A draw failed, though the same recipe may succeed another time. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
