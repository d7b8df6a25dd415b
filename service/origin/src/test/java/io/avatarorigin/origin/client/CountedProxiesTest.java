package io.avatarorigin.origin.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedProxiesTest {
  private static final InetAddress PEER = InetAddress.ofLiteral("192.0.2.9");

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
        "198.51.100.7:4711                     | 1 | 198.51.100.7",
        "[2001:db8::7]:4711                    | 1 | 2001:db8::7",
      })
  void believesOnlyWhatOurOwnProxiesWrote(String header, int proxies, String client) {
    List<String> values = Arrays.stream(header.split(";")).map(String::strip).toList();

    assertThat(new CountedProxies(proxies).client(PEER, values))
        .isEqualTo(InetAddress.ofLiteral(client));
  }
}
