package io.avatarorigin.origin.store;

import java.util.OptionalInt;

/** How far the picture of a hash is, for those who follow it. */
public sealed interface Progress {
  /** Nobody has asked for a draw. */
  record Unasked() implements Progress {}

  /** It is being found out whether another origin has drawn it. */
  record Looking() implements Progress {}

  /**
   * The draw waits for a place.
   *
   * @param ahead how many draws come before it, where that can be told
   */
  record Queued(OptionalInt ahead) implements Progress {}

  /**
   * It is being drawn. Steps begin anew where the draw does.
   *
   * @param step the last that is done; 0 for none yet, or where the engine does not tell
   */
  record Drawing(int step, int steps, StepPreview preview) implements Progress {}

  /** The picture is there. */
  record Done() implements Progress {}

  /** The draw came to nothing. */
  record Failed(Reason reason) implements Progress {}

  /** Why a draw came to nothing. */
  enum Reason {
    /** The engine will never draw this picture. */
    REFUSED,
    /** The draw queue was full. */
    QUEUE_FULL,
    /** It was tried; another try may succeed. */
    FAILED,
    /** The origin is stopping. */
    STOPPING
  }

  /** Whether nothing more comes of what was asked for. */
  default boolean isEnd() {
    return this instanceof Done || this instanceof Failed;
  }
}
