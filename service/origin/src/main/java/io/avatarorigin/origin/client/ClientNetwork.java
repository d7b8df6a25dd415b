package io.avatarorigin.origin.client;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Whom limits count for: an IPv4 address, or the /64 network of an IPv6 address, since one
 * household has a whole /64 to itself.
 *
 * @param bits the address, or the network's upper half
 */
public record ClientNetwork(boolean six, long bits) {
  public static ClientNetwork of(InetAddress address) {
    ByteBuffer octets = ByteBuffer.wrap(address.getAddress());
    return address instanceof Inet6Address
        ? new ClientNetwork(true, octets.getLong())
        : new ClientNetwork(false, octets.getInt());
  }
}
