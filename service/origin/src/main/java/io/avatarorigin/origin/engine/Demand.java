package io.avatarorigin.origin.engine;

import java.time.Duration;

/**
 * What is wanted of those who draw.
 *
 * @param queued draws that wait
 * @param drawing draws that run
 * @param oldest how long the first of those that wait has waited
 */
public record Demand(int queued, int drawing, Duration oldest) {
  /** Where nothing is known yet. */
  public static final Demand NONE = new Demand(0, 0, Duration.ZERO);

  /** How many draws are wanted. */
  public int total() {
    return queued + drawing;
  }
}
