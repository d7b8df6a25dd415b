package io.avatarorigin.origin.config;

import io.avatarorigin.settings.Kind;
import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.time.Duration;
import java.util.List;

/**
 * What clients may hold of each socket.
 *
 * @param connections the most connections at a time; default 10,000
 * @param connectionsPerClient the most of them that one client address has; default 5,000
 * @param headTime how long a request's head may take; default 20 s
 * @param writeTime how long a client may take to read 64 KiB of an answer; default 60 s, so that 1
 *     KiB a second is enough
 * @param idleTime how long a connection may stay without a request; default 75 s, longer than the
 *     60 s for which load balancers usually keep idle connections, since a request on a connection
 *     that is being closed is lost
 */
public record LimitsConfig(
    int connections,
    int connectionsPerClient,
    Duration headTime,
    Duration writeTime,
    Duration idleTime) {
  private static final int MOST = 1_000_000;
  private static final Kind<Duration> TIME =
      Kinds.duration(Duration.ofMillis(100), Duration.ofHours(1));

  static final Setting<Integer> CONNECTIONS =
      new Setting<>(
          "limits.connections",
          Kinds.integer(1, MOST, "connections"),
          "10000",
          "Connections that each socket takes at a time; further ones are answered with 503.");
  static final Setting<Integer> CONNECTIONS_PER_CLIENT =
      new Setting<>(
          "limits.connections-per-client",
          Kinds.integer(1, MOST, "connections"),
          "5000",
          "Those that one client address (of IPv6: a /64) may have; not counted for trusted"
              + " proxies.");
  static final Setting<Duration> HEAD_TIME =
      new Setting<>(
          "limits.head-time",
          TIME,
          "20s",
          "How long a request may take from its first octet to the end of its headers.");
  static final Setting<Duration> WRITE_TIME =
      new Setting<>(
          "limits.write-time",
          TIME,
          "60s",
          "How long a client may take to read 64 KiB of an answer, or the whole of a smaller one.");
  static final Setting<Duration> IDLE_TIME =
      new Setting<>(
          "limits.idle-time",
          TIME,
          "75s",
          "How long a connection may stay without a request; longer than your load balancer's.");
  static final List<Setting<?>> SETTINGS =
      List.of(CONNECTIONS, CONNECTIONS_PER_CLIENT, HEAD_TIME, WRITE_TIME, IDLE_TIME);

  static LimitsConfig create(Values values) {
    return new LimitsConfig(
        values.get(CONNECTIONS),
        values.get(CONNECTIONS_PER_CLIENT),
        values.get(HEAD_TIME),
        values.get(WRITE_TIME),
        values.get(IDLE_TIME));
  }
}
