package io.avatarorigin.origin.web.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Whose draw budget a request spends: an IPv4 address, or the /64 network of an IPv6 address, since
 * one household has a whole /64 to itself.
 */
public record ClientAddress(String network) {
  private static final int NETWORK_BYTES = 8;

  static ClientAddress of(InetAddress address) {
    if (address instanceof Inet6Address) {
      byte[] network = Arrays.copyOf(address.getAddress(), NETWORK_BYTES);
      return new ClientAddress(HexFormat.of().formatHex(network) + "/64");
    }
    return new ClientAddress(address.getHostAddress());
  }

  /**
   * The address that the outermost trusted proxy saw. Each proxy appends the address of its peer to
   * {@code X-Forwarded-For}; what stands further left was written by the client, and proves
   * nothing.
   *
   * @param forwardedFor the header's values in their order
   * @param trustedProxies how many proxies of ours a request passes; 0 looks at no header
   */
  public static ClientAddress behind(
      InetAddress peer, List<String> forwardedFor, int trustedProxies) {
    return of(addressBehind(peer, forwardedFor, trustedProxies));
  }

  /** The same address, of IPv6 in full. */
  public static InetAddress addressBehind(
      InetAddress peer, List<String> forwardedFor, int trustedProxies) {
    List<String> hops =
        forwardedFor.stream()
            .flatMap(value -> Arrays.stream(value.split(",")))
            .map(String::strip)
            .toList();
    if (trustedProxies == 0 || hops.size() < trustedProxies) {
      return peer;
    }
    try {
      return InetAddress.ofLiteral(hops.get(hops.size() - trustedProxies));
    } catch (IllegalArgumentException e) {
      return peer;
    }
  }
}
