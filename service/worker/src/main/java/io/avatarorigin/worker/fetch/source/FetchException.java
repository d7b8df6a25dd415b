package io.avatarorigin.worker.fetch.source;

import org.jspecify.annotations.Nullable;

/** A model could not be fetched; the message names what, says why, and what to do about it. */
public final class FetchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** Who can do something about it. */
  public enum Kind {
    /** It may pass: no connection, no answer in time, or the server has trouble. */
    UNREACHABLE,
    /** Somebody has to mend the source's name, a credential, or what the source holds. */
    REFUSED,
    /** The disk is full, or the place may not be written. */
    DISK,
    /** The thread that fetched was interrupted. */
    CANCELLED
  }

  public FetchException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public FetchException(Kind kind, String message) {
    this(kind, message, null);
  }

  public Kind kind() {
    return kind;
  }
}
