package io.avatarorigin.origin.config;

import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.util.List;

/**
 * The embedded engine and the queue in front of it.
 *
 * @param drawers how many pictures are drawn at once, 0 to 256; default the number of cores
 * @param queue how many draws may wait, 1 or more; default 256
 * @param attempts how often a draw is tried before it fails, 1 to 10; default 2
 * @param safety what becomes of pictures that the model's safety checker refuses; default REDRAW
 * @param safetyAttempts how often such a picture is drawn anew, 1 to 10; default 3
 * @param execution what the model runs on
 */
public record EngineConfig(
    int drawers,
    int queue,
    int attempts,
    Safety safety,
    int safetyAttempts,
    ExecutionConfig execution) {
  /** What becomes of a picture that the model's safety checker refuses. */
  public enum Safety {
    /** The checker is not asked. */
    OFF,
    /** It is drawn anew with the next seeds, and refused when all of those are. */
    REDRAW,
    /** It is refused. */
    REFUSE
  }

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
  static final Setting<Safety> SAFETY =
      new Setting<>(
          "engine.safety",
          Kinds.choice(Safety.class),
          "redraw",
          "What becomes of a picture that the model's safety checker refuses, where the model has"
              + " one: it is drawn anew with the next seed, or refused at once (S3: NoSuchKey), or,"
              + " with `off`, nobody looks. Changing it to or from `off` draws all pictures anew.");
  static final Setting<Integer> SAFETY_ATTEMPTS =
      new Setting<>(
          "engine.safety-attempts",
          Kinds.integer(1, 10, ""),
          "3",
          "How often a picture is drawn anew before it is refused.");
  static final List<Setting<?>> SETTINGS =
      List.of(DRAWERS, QUEUE, ATTEMPTS, SAFETY, SAFETY_ATTEMPTS);

  static EngineConfig create(Values values) {
    return new EngineConfig(
        values.get(DRAWERS),
        values.get(QUEUE),
        values.get(ATTEMPTS),
        values.get(SAFETY),
        values.get(SAFETY_ATTEMPTS),
        ExecutionConfig.create(values));
  }
}
