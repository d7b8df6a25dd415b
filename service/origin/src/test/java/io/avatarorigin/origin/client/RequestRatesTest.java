package io.avatarorigin.origin.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestRatesTest {
  private static final InetAddress CLIENT = InetAddress.ofLiteral("192.0.2.1");

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
  private final RequestRates rates = new RequestRates(4, nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private int admitted(InetAddress client, int requests) {
    int admitted = 0;
    for (int i = 0; i < requests; i++) {
      admitted += rates.refusal(client).isEmpty() ? 1 : 0;
    }
    return admitted;
  }

  @Test
  void admitsTenSecondsWorthAtOnceAndThenTheRate() {
    assertThat(admitted(CLIENT, 100)).isEqualTo(40);
    pass(Duration.ofSeconds(1));
    assertThat(admitted(CLIENT, 100)).isEqualTo(4);
    pass(Duration.ofSeconds(5));
    assertThat(admitted(CLIENT, 100)).isEqualTo(20);
    pass(Duration.ofHours(1));
    assertThat(admitted(CLIENT, 100)).isEqualTo(40);
  }

  @Test
  void tellsWhenTheNextRequestIsAdmitted() {
    admitted(CLIENT, 40);

    Duration wait = rates.refusal(CLIENT).orElseThrow();

    assertThat(wait).isEqualTo(Duration.ofMillis(250));
    pass(wait);
    assertThat(rates.refusal(CLIENT)).isEmpty();
  }

  @Test
  void countsEachClientOnItsOwn() {
    admitted(CLIENT, 40);

    assertThat(admitted(InetAddress.ofLiteral("192.0.2.2"), 41)).isEqualTo(40);
  }

  @Test
  void countsANetworkOfIpv6AsOneClient() {
    admitted(InetAddress.ofLiteral("2001:db8:0:1::1"), 40);

    assertThat(rates.refusal(InetAddress.ofLiteral("2001:db8:0:1:ffff::2"))).isPresent();
    assertThat(rates.refusal(InetAddress.ofLiteral("2001:db8:0:2::1"))).isEmpty();
    assertThat(rates.refusal(InetAddress.ofLiteral("0.0.0.0"))).isEmpty();
  }
}
