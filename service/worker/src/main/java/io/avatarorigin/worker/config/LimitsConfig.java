package io.avatarorigin.worker.config;

import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.time.Duration;
import java.util.List;

/**
 * What a request may ask for, and clients may hold.
 *
 * @param bodyBytes the largest body; default 1 MiB
 * @param promptChars the longest prompt; default 8192
 * @param steps the most steps; default 150
 * @param size the largest width and height; default 1024
 * @param pictures the most pictures of one request; default 8
 * @param drawTime how long a picture may be drawn; default 5 min
 * @param connections the most connections of the API's socket; default 256
 * @param idleTime how long a connection may say nothing; default 60 s
 */
public record LimitsConfig(
    long bodyBytes,
    int promptChars,
    int steps,
    int size,
    int pictures,
    Duration drawTime,
    int connections,
    Duration idleTime) {
  /** A body is read into memory. */
  static final long LARGEST_BODY_BYTES = 64L << 20;

  static final Setting<Long> BODY =
      new Setting<>(
          "limits.body",
          Kinds.BYTES,
          "1MiB",
          "The largest body of a request; a larger one is answered 413.");
  static final Setting<Integer> PROMPT =
      new Setting<>(
          "limits.prompt",
          Kinds.integer(1, 32_768, "characters"),
          "8192",
          "The longest prompt, and the longest negative prompt.");
  static final Setting<Integer> STEPS =
      new Setting<>("limits.steps", Kinds.integer(1, 1000, "steps"), "150", "The most steps.");
  static final Setting<Integer> SIZE =
      new Setting<>(
          "limits.size",
          Kinds.integer(8, 8192, "pixels"),
          "1024",
          "The largest width and height of a picture.");
  static final Setting<Integer> PICTURES =
      new Setting<>(
          "limits.pictures",
          Kinds.integer(1, 256, "pictures"),
          "8",
          "The most pictures of one request.");
  static final Setting<Duration> DRAW_TIME =
      new Setting<>(
          "limits.draw-time",
          Kinds.duration(Duration.ofMillis(100), Duration.ofHours(1)),
          "5m",
          "How long a picture may be drawn, without its wait; one that takes longer is cancelled, and"
              + " the request answered 504.");
  static final Setting<Integer> CONNECTIONS =
      new Setting<>(
          "limits.connections",
          Kinds.integer(1, 100_000, "connections"),
          "256",
          "The most connections at a time; more clients wait.");
  static final Setting<Duration> IDLE_TIME =
      new Setting<>(
          "limits.idle-time",
          Kinds.duration(Duration.ofMillis(100), Duration.ofHours(1)),
          "60s",
          "How long a connection may say nothing, between requests and within one; it is closed"
              + " then. While a request is being drawn nothing need be said.");
  static final List<Setting<?>> SETTINGS =
      List.of(BODY, PROMPT, STEPS, SIZE, PICTURES, DRAW_TIME, CONNECTIONS, IDLE_TIME);

  static LimitsConfig create(Values values) {
    return new LimitsConfig(
        values.get(BODY),
        values.get(PROMPT),
        values.get(STEPS),
        values.get(SIZE),
        values.get(PICTURES),
        values.get(DRAW_TIME),
        values.get(CONNECTIONS),
        values.get(IDLE_TIME));
  }
}
