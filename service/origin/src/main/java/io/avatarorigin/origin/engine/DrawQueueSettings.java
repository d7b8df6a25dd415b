package io.avatarorigin.origin.engine;

/**
 * How draws are queued.
 *
 * @param drawers how many draws run side by side; with 0 all wait
 * @param capacity how many draws may wait besides
 * @param attempts how often one draw is tried before it counts as failed
 */
public record DrawQueueSettings(int drawers, int capacity, int attempts) {
  public DrawQueueSettings {
    if (drawers < 0 || capacity < 1 || attempts < 1) {
      throw new IllegalArgumentException(
          "drawers must be at least 0, capacity and attempts at least 1: %d, %d, %d"
              .formatted(drawers, capacity, attempts));
    }
  }
}
