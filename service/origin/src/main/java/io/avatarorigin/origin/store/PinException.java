package io.avatarorigin.origin.store;

/** A pinned picture cannot be had now. */
public final class PinException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why, and so what becomes of the request. */
  public enum Reason {
    /** It is no longer pinned in this edition: ask for the pin again. */
    CHANGED,
    /** It is no picture that can be shown; somebody has to mend it. */
    BROKEN,
    /** Where it lies cannot be reached now. */
    UNREACHABLE
  }

  public PinException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public PinException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
