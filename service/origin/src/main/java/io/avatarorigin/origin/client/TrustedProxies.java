package io.avatarorigin.origin.client;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Proxies of ours that are known by their addresses: their word about their clients is taken. */
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
    for (String hop : ForwardedFor.hops(forwardedFor).reversed()) {
      if (!contains(client)) {
        return client;
      }
      Optional<InetAddress> address = ForwardedFor.address(hop);
      if (address.isEmpty()) {
        return client;
      }
      client = address.get();
    }
    return client;
  }
}
