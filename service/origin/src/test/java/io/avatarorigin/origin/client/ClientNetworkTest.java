package io.avatarorigin.origin.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;

class ClientNetworkTest {
  private static ClientNetwork of(String literal) {
    return ClientNetwork.of(InetAddress.ofLiteral(literal));
  }

  @Test
  void countsAnIpv6HouseholdAsOneClient() {
    assertThat(of("2001:db8:1:2:aaaa::1")).isEqualTo(of("2001:db8:1:2:bbbb:1:2:3"));
    assertThat(of("2001:db8:1:2::1")).isNotEqualTo(of("2001:db8:1:3::1"));
  }

  @Test
  void tellsIpv4AddressesApart() {
    assertThat(of("192.0.2.1")).isNotEqualTo(of("192.0.2.2"));
    assertThat(of("::ffff:192.0.2.1")).isEqualTo(of("192.0.2.1"));
  }
}
