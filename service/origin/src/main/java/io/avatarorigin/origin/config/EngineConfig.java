package io.avatarorigin.origin.config;

import io.avatarorigin.origin.config.setting.Kinds;
import io.avatarorigin.origin.config.setting.Setting;
import io.avatarorigin.origin.config.setting.Values;
import java.util.List;

/**
 * The embedded engine and the queue in front of it.
 *
 * @param drawers how many pictures are drawn at once, 0 to 256; default the number of cores
 * @param queue how many draws may wait, 1 or more; default 256
 * @param attempts how often a draw is tried before it fails, 1 to 10; default 2
 */
public record EngineConfig(int drawers, int queue, int attempts) {
  static final Setting<Integer> DRAWERS =
      new Setting<>(
          "engine.drawers",
          Kinds.integer(0, 256, ""),
          "number of cores",
          "How many pictures are drawn at once, each on one thread. With 0 nothing is drawn: what is"
              + " drawn already is served, and what is not waits and is then refused with 503.");
  static final Setting<Integer> QUEUE =
      new Setting<>(
          "engine.queue",
          Kinds.integer(1, 1_000_000, "draws"),
          "256",
          "How many draws may wait; more are refused with SlowDown.");
  static final Setting<Integer> ATTEMPTS =
      new Setting<>(
          "engine.attempts",
          Kinds.integer(1, 10, ""),
          "2",
          "How often a draw is tried before it fails.");
  static final List<Setting<?>> SETTINGS = List.of(DRAWERS, QUEUE, ATTEMPTS);

  static EngineConfig create(Values values) {
    return new EngineConfig(values.get(DRAWERS), values.get(QUEUE), values.get(ATTEMPTS));
  }
}
