package io.avatarorigin.origin.engine;

/**
 * How draws are queued.
 *
 * @param capacity how many draws may wait
 * @param attempts how often one draw is tried before it counts as failed
 */
public record DrawQueueSettings(int capacity, int attempts) {
  public DrawQueueSettings {
    if (capacity < 1 || attempts < 1) {
      throw new IllegalArgumentException(
          "capacity and attempts must be at least 1: %d, %d".formatted(capacity, attempts));
    }
  }
}
