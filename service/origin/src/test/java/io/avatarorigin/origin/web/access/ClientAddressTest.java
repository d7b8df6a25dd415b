package io.avatarorigin.origin.web.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTest {
  private static final InetAddress PEER = InetAddress.ofLiteral("192.0.2.9");

  private static ClientAddress of(String literal) {
    return ClientAddress.of(InetAddress.ofLiteral(literal));
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

  @ParameterizedTest(name = "{1} proxies of ours, {0}: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "198.51.100.7                          | 0 | 192.0.2.9",
        "198.51.100.7                          | 1 | 198.51.100.7",
        "6.6.6.6, 198.51.100.7                 | 1 | 198.51.100.7",
        "6.6.6.6; 198.51.100.7, 10.0.0.1       | 2 | 198.51.100.7",
        "198.51.100.7                          | 2 | 192.0.2.9",
        "6.6.6.6, , 10.0.0.1                   | 2 | 192.0.2.9",
        "nonsense                              | 1 | 192.0.2.9",
        "2001:db8::7                           | 1 | 2001:db8::7",
      })
  void believesOnlyWhatOurOwnProxiesWrote(String header, int proxies, String client) {
    List<String> values = Arrays.stream(header.split(";")).map(String::strip).toList();

    assertThat(ClientAddress.behind(PEER, values, proxies)).isEqualTo(of(client));
  }
}
