package io.avatarorigin.worker.fetch.source;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer after which it makes sense to ask again. */
final class TransientFailure extends IOException {
  private static final long serialVersionUID = 1L;

  private final @Nullable Duration retryAfter;

  TransientFailure(String message) {
    this(message, (Duration) null);
  }

  TransientFailure(String message, @Nullable Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  TransientFailure(String message, Throwable cause) {
    super(message, cause);
    this.retryAfter = null;
  }

  /** How long the server asks to be left alone. */
  Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
