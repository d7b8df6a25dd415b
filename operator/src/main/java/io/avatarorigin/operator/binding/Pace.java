package io.avatarorigin.operator.binding;

import java.time.Duration;

/**
 * How fast a binding goes.
 *
 * @param settle until a store's settings are read as they were written
 * @param look between two looks at a bucket that is as it shall be
 * @param shortest between two looks where something is awaited; it grows
 * @param longest what it grows to
 * @param copies until copies of earlier pictures are through, before a purge
 * @param purge between two pages of a purge
 * @param page objects of a page, a thousand at most
 */
public record Pace(
    Duration settle,
    Duration look,
    Duration shortest,
    Duration longest,
    Duration copies,
    Duration purge,
    int page) {
  /** That of real stores: reads are stale for some fifteen seconds. */
  public static final Pace USUAL =
      new Pace(
          Duration.ofSeconds(20),
          Duration.ofMinutes(5),
          Duration.ofSeconds(3),
          Duration.ofMinutes(1),
          Duration.ofSeconds(30),
          Duration.ofSeconds(5),
          1000);

  /** The wait after so many failures or waits in a row. */
  Duration after(int times) {
    Duration wait = shortest;
    for (int i = 1; i < times && wait.compareTo(longest) < 0; i++) {
      wait = wait.plus(wait.dividedBy(2));
    }
    return wait.compareTo(longest) < 0 ? wait : longest;
  }
}
