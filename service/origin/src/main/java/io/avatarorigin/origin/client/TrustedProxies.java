package io.avatarorigin.origin.client;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/** The proxies whose word about their clients is taken. */
public final class TrustedProxies {
  private final List<AddressRange> ranges;

  public TrustedProxies(List<AddressRange> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  /** Whether what comes from this address comes from such a proxy. */
  public boolean contains(InetAddress address) {
    for (AddressRange range : ranges) {
      if (range.contains(address)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Who asks. Each proxy appends the address of its peer to {@code X-Forwarded-For}: read from the
   * right, the first address that is no proxy's is the client's; what stands further left was
   * written by the client, and proves nothing. Where no address can be read, the proxy counts that
   * should have written one.
   *
   * @param forwardedFor the header's values in their order
   */
  public InetAddress client(InetAddress peer, List<String> forwardedFor) {
    InetAddress client = peer;
    List<String> hops =
        forwardedFor.stream().flatMap(value -> Arrays.stream(value.split(",", -1))).toList();
    for (String hop : hops.reversed()) {
      if (!contains(client)) {
        return client;
      }
      try {
        client = InetAddress.ofLiteral(withoutPort(hop.strip()));
      } catch (IllegalArgumentException e) {
        return client;
      }
    }
    return client;
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
