package io.avatarorigin.origin.client;

import java.net.InetAddress;
import java.util.List;

/**
 * Proxies of ours that are known by their number.
 *
 * @param count how many of them a request passes; 0 looks at no header
 */
public record CountedProxies(int count) {
  public CountedProxies {
    if (count < 0) {
      throw new IllegalArgumentException("a number of proxies is not negative: " + count);
    }
  }

  /**
   * Who asks: the address that the outermost proxy saw. Each appends the address of its peer to
   * {@code X-Forwarded-For}; what stands further left was written by the client, and proves
   * nothing. Where no address can be read, the peer counts.
   *
   * @param forwardedFor the header's values in their order
   */
  public InetAddress client(InetAddress peer, List<String> forwardedFor) {
    List<String> hops = ForwardedFor.hops(forwardedFor);
    if (count == 0 || hops.size() < count) {
      return peer;
    }
    return ForwardedFor.address(hops.get(hops.size() - count)).orElse(peer);
  }
}
