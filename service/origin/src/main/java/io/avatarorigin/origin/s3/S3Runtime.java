package io.avatarorigin.origin.s3;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What the S3 face takes from the process around it.
 *
 * @param clock tells dates of conditions from dates in the future
 * @param random names this process and its requests
 * @param listener learns of every answer
 * @param clients who asks, and how often they may
 */
public record S3Runtime(
    InstantSource clock, RandomGenerator random, S3Listener listener, S3Clients clients) {
  /** Where clients come without proxies and may ask as often as they like. */
  public S3Runtime(InstantSource clock, RandomGenerator random, S3Listener listener) {
    this(clock, random, listener, S3Clients.DIRECT);
  }
}
