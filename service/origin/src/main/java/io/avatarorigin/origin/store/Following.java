package io.avatarorigin.origin.store;

import java.time.Duration;

/**
 * Somebody's look at how a picture comes about, until it is closed. While a draw is followed, it is
 * not taken out of the queue. For one thread.
 */
public interface Following extends AutoCloseable {
  /**
   * How far it is at one moment.
   *
   * @param version rises with each change
   */
  record Moment(long version, Progress progress) {}

  /** How far it is now; of a draw that waits, how many come before it now. */
  Moment now();

  /**
   * Waits for a change, but for that of the number of draws that come before. Who comes back late
   * misses steps, never how it stands.
   *
   * @param known what is known already
   * @return how far it is when something has changed or the time is over
   */
  Moment await(Moment known, Duration longest) throws InterruptedException;

  /** Follows no more. A second call does nothing. */
  @Override
  void close();
}
