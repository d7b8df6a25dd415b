package io.avatarorigin.operator.blueprint;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The access keys that a store signs with at the origin: the newest, and while keys are changed the
 * one before. The origin accepts both.
 */
public record KeyPairs(Pair newest, Optional<Pair> before) {
  /**
   * One of them.
   *
   * @param made when
   */
  public record Pair(String accessKeyId, String secretAccessKey, Instant made) {
    @Override
    public String toString() {
      return "Pair[" + accessKeyId + "]";
    }
  }

  /** All that are accepted, the newest first. */
  public Stream<Pair> all() {
    return Stream.concat(Stream.of(newest), before.stream());
  }
}
