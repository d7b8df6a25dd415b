package io.avatarorigin.worker.draw;

import java.util.Locale;

/** How the draw of one picture ended. */
public enum DrawOutcome {
  DRAWN,
  /** By the safety checker. */
  REFUSED,
  FAILED,
  /** Its client went away or said so, or another picture of the same request failed. */
  CANCELLED,
  TIMED_OUT,
  /** The worker stops. */
  HANDED_BACK;

  /** The outcome's name in metrics. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
