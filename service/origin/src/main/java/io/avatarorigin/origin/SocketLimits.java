package io.avatarorigin.origin;

import java.time.Duration;

/**
 * What clients may hold of a socket.
 *
 * @param silence how long a connection may stay without an octet from the client while the server
 *     waits for one: between requests, and within a half-sent head or body. Requests that wait for
 *     a draw are not meant.
 * @param connections the most connections at a time; further ones wait to be accepted
 */
record SocketLimits(Duration silence, int connections) {
  /**
   * Longer than the 60 s for which load balancers usually keep idle connections, since a request on
   * a connection that is being closed is lost.
   */
  static final SocketLimits USUAL = new SocketLimits(Duration.ofSeconds(75), 10_000);

  /** How often connections are looked at. */
  Duration checks() {
    return silence.dividedBy(5);
  }
}
