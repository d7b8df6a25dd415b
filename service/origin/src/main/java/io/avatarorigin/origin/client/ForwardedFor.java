package io.avatarorigin.origin.client;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads {@code X-Forwarded-For}, to which each proxy appends the address of its peer. */
final class ForwardedFor {
  private ForwardedFor() {}

  /**
   * What was appended, the oldest first.
   *
   * @param values the header's values in their order
   */
  static List<String> hops(List<String> values) {
    return values.stream().flatMap(value -> Arrays.stream(value.split(",", -1))).toList();
  }

  /** The address of a hop, where it is one. */
  static Optional<InetAddress> address(String hop) {
    try {
      return Optional.of(InetAddress.ofLiteral(withoutPort(hop.strip())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Some proxies append {@code 192.0.2.1:1234} and {@code [2001:db8::1]:1234}. */
  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      return hop.substring(1, Math.max(1, hop.indexOf(']')));
    }
    int colon = hop.indexOf(':');
    return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }
}
