package io.avatarorigin.worker.draw;

import java.util.Locale;

/** What becomes of an order. */
public enum JobState {
  WAITING,
  DRAWING,
  DONE,
  FAILED,
  CANCELLED;

  /** Whether nothing more becomes of it. */
  public boolean isEnd() {
    return this != WAITING && this != DRAWING;
  }

  /** The state's name in JSON. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
