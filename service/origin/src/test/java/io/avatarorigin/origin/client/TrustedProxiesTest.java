package io.avatarorigin.origin.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
  private static final TrustedProxies PROXIES =
      new TrustedProxies(List.of(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("fd00::/8")));

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.1.2.3/8, 10.9.9.9, true",
    "192.0.2.128/25, 192.0.2.129, true",
    "192.0.2.128/25, 192.0.2.127, false",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, 2001:db8::1, false",
    "::/0, 2001:db8::1, true",
    "::/0, 192.0.2.1, false",
    "fd00::/8, fdff::1, true",
    "fd00::/8, fe00::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
    "::ffff:10.0.0.0/8, 10.1.2.3, true"
  })
  void knowsWhatLiesInARange(String range, String address, boolean within) {
    assertThat(AddressRange.parse(range).contains(InetAddress.ofLiteral(address)))
        .isEqualTo(within);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/8",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/08",
        "10.0.0.0/8/8",
        "10.0.0.0/99999999999",
        "::/129",
        "proxy.example.org",
        "10.0.0",
        "10/8",
        "10.0.0.0/255.0.0.0"
      })
  void refusesWhatIsNoRange(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.parse(text));
  }

  @Test
  void printsWhatCanBeReadBack() {
    for (String text : List.of("10.0.0.0/8", "fd00::/8", "192.0.2.1", "::ffff:10.0.0.0/8")) {
      AddressRange range = AddressRange.parse(text);
      assertThat(AddressRange.parse(range.toString())).isEqualTo(range);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "192.0.2.1   | 203.0.113.9                        | 192.0.2.1",
        "10.0.0.1    |                                    | 10.0.0.1",
        "10.0.0.1    | 203.0.113.9                        | 203.0.113.9",
        "10.0.0.1    | 198.51.100.1, 203.0.113.9          | 203.0.113.9",
        "10.0.0.1    | 198.51.100.1, 203.0.113.9, 10.7.0.1| 203.0.113.9",
        "10.0.0.1    | 10.7.0.2,10.7.0.1                  | 10.7.0.2",
        "10.0.0.1    | 203.0.113.9, unknown               | 10.0.0.1",
        "10.0.0.1    | 203.0.113.9,                       | 10.0.0.1",
        "10.0.0.1    | localhost                          | 10.0.0.1",
        "10.0.0.1    | 203.0.113.9:4711                   | 203.0.113.9",
        "fd00::1     | [2001:db8::1]:4711                 | 2001:db8::1",
        "fd00::1     | 2001:db8::1                        | 2001:db8::1",
        "fd00::1     | [                                  | fd00::1",
        "10.0.0.1    | ::ffff:203.0.113.9                 | 203.0.113.9"
      })
  void findsTheClientBehindThem(String peer, String forwardedFor, String client) {
    List<String> values = forwardedFor == null ? List.of() : List.of(forwardedFor);

    assertThat(PROXIES.client(InetAddress.ofLiteral(peer), values))
        .isEqualTo(InetAddress.ofLiteral(client));
  }

  @Test
  void readsSeveralLinesAsOneList() {
    List<String> lines = List.of("198.51.100.1", "203.0.113.9, 10.1.1.1");

    assertThat(PROXIES.client(InetAddress.ofLiteral("10.0.0.1"), lines))
        .isEqualTo(InetAddress.ofLiteral("203.0.113.9"));
  }
}
