package io.avatarorigin.operator.binding.store;

import java.time.Duration;
import java.util.Optional;

/** A store has not done what it was asked for. The message holds no secret. */
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure it is, and so what can be done. */
  public enum Category {
    /** It does not answer, is busy, or fails within: it may pass. */
    UNAVAILABLE,
    /** The credentials are wrong, or may not do this. */
    REFUSED,
    /** There is no such bucket or key. */
    NOT_FOUND,
    /** Somebody else has a bucket of this name. */
    TAKEN,
    /** It has understood the request, and will not do it. */
    REJECTED
  }

  private final Category category;
  private final transient Optional<Duration> pause;

  StoreException(Category category, String message) {
    this(category, message, Optional.empty());
  }

  StoreException(Category category, String message, Optional<Duration> pause) {
    super(message);
    this.category = category;
    this.pause = pause;
  }

  public Category category() {
    return category;
  }

  /** How long it asks to be left alone. */
  public Optional<Duration> pause() {
    return pause;
  }
}
