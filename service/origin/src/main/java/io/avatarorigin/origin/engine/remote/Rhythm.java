package io.avatarorigin.origin.engine.remote;

import java.time.Duration;

/**
 * How often workers are asked how they are.
 *
 * @param pause between two questions
 * @param patience how long an answer may take
 */
record Rhythm(Duration pause, Duration patience) {
  /** Who has gone is noticed within seconds, and a busy worker is not taken for gone. */
  static final Rhythm USUAL = new Rhythm(Duration.ofSeconds(1), Duration.ofSeconds(2));
}
