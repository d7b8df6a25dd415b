package io.avatarorigin.origin.engine;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A draw came to nothing, though the same recipe may succeed another time, but for one trouble. */
public final class EngineException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How long an engine is left alone that does not say how long it is busy. */
  private static final Duration USUAL_REST = Duration.ofSeconds(1);

  private static final Duration LEAST_REST = Duration.ofMillis(100);

  private final Trouble trouble;
  private final Duration rest;

  /** What went wrong, and so what becomes of the draw and of the engine. */
  public enum Trouble {
    /** The engine takes no draws just now; nothing was drawn. */
    BUSY,
    /** The engine could not be asked; nothing was drawn. */
    UNREACHABLE,
    /** The engine went away while it drew. */
    LOST,
    /** The engine tried, and failed or answered junk. */
    FAILED,
    /** The engine says that it can never draw this; neither could another. */
    IMPOSSIBLE;

    /** Whether the draw was tried, so that it counts as an attempt. */
    boolean isAttempt() {
      return switch (this) {
        case BUSY, UNREACHABLE -> false;
        case LOST, FAILED, IMPOSSIBLE -> true;
      };
    }

    /** Whether it tells against the engine. */
    boolean isFault() {
      return switch (this) {
        case BUSY, IMPOSSIBLE -> false;
        case UNREACHABLE, LOST, FAILED -> true;
      };
    }
  }

  /** A draw that was tried and failed. */
  public EngineException(String message, @Nullable Throwable cause) {
    this(Trouble.FAILED, message, cause);
  }

  public EngineException(Trouble trouble, String message, @Nullable Throwable cause) {
    this(trouble, message, cause, USUAL_REST);
  }

  private EngineException(
      Trouble trouble, String message, @Nullable Throwable cause, Duration rest) {
    super(message, cause);
    this.trouble = trouble;
    this.rest = rest;
  }

  /** The engine takes no draws, for about this long; a tenth of a second at least. */
  public static EngineException busy(String message, Duration rest) {
    return new EngineException(
        Trouble.BUSY, message, null, rest.compareTo(LEAST_REST) < 0 ? LEAST_REST : rest);
  }

  public Trouble trouble() {
    return trouble;
  }

  /** How long the engine should be left alone. */
  public Duration rest() {
    return rest;
  }
}
