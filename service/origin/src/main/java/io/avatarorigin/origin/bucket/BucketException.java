package io.avatarorigin.origin.bucket;

/** A bucket could not be used; the message names it, says why, and where it is so, what to do. */
public final class BucketException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** Who can do something about it. */
  public enum Kind {
    /** It may pass: no connection, no answer in time, or the server has trouble. */
    UNREACHABLE,
    /** Somebody has to mend a setting, a key or a policy. */
    MISCONFIGURED,
    /** This object is longer than is read; others are not concerned. */
    TOO_LONG
  }

  public BucketException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public BucketException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
