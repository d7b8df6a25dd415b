package io.avatarorigin.worker.draw;

/** Nothing can be taken in now; somebody else may, or this worker later. */
public final class NotNowException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why not now, and how many seconds later it may be worth a try. */
  public enum Reason {
    LOADING("the model is being loaded", 5),
    FULL("too many pictures wait", 2),
    DRAINING("the worker is stopping", 1),
    BROKEN("the worker cannot draw any more", 10);

    private final String text;
    private final int retrySeconds;

    Reason(String text, int retrySeconds) {
      this.text = text;
      this.retrySeconds = retrySeconds;
    }

    public int retrySeconds() {
      return retrySeconds;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  NotNowException(Reason reason) {
    super(reason.toString());
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
