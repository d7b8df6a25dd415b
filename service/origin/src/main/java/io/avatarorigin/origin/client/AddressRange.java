package io.avatarorigin.origin.client;

import java.net.InetAddress;
import java.util.Arrays;

/**
 * A range of addresses as CIDR writes it (RFC 4632, RFC 4291). An IPv6 address that maps an IPv4
 * one is that one.
 *
 * @param network an address within; its bits behind the prefix do not count
 * @param prefixBits how many bits every address of the range begins with
 */
public record AddressRange(InetAddress network, int prefixBits) {
  public AddressRange {
    if (prefixBits < 0 || prefixBits > network.getAddress().length * 8) {
      throw new IllegalArgumentException("the prefix is longer than the address: /" + prefixBits);
    }
  }

  /**
   * Reads {@code 10.0.0.0/8}, {@code fd00::/8}, or one address alone.
   *
   * @throws IllegalArgumentException for anything else, a host name among them
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      InetAddress address = literal(text);
      return new AddressRange(address, address.getAddress().length * 8);
    }
    String bits = text.substring(slash + 1);
    if (!bits.matches("0|[1-9]\\d{0,2}")) {
      throw new IllegalArgumentException("the length of a prefix is a number, not " + bits);
    }
    return new AddressRange(literal(text.substring(0, slash)), Integer.parseInt(bits));
  }

  /** The JDK reads {@code 10} as 0.0.0.10, which is not what is meant by 10/8. */
  private static InetAddress literal(String text) {
    if (text.indexOf(':') < 0 && !text.matches("\\d+(\\.\\d+){3}")) {
      throw new IllegalArgumentException("not an address: " + text);
    }
    return InetAddress.ofLiteral(text);
  }

  /** Whether the address lies within. */
  public boolean contains(InetAddress address) {
    byte[] octets = address.getAddress();
    byte[] first = network.getAddress();
    int whole = prefixBits / 8;
    if (octets.length != first.length || !Arrays.equals(octets, 0, whole, first, 0, whole)) {
      return false;
    }
    int rest = prefixBits % 8;
    return rest == 0 || (octets[whole] ^ first[whole]) >> (8 - rest) == 0;
  }

  @Override
  public String toString() {
    return network.getHostAddress() + "/" + prefixBits;
  }
}
