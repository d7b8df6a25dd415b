package io.avatarorigin.origin.admin;

import io.avatarorigin.origin.connection.ConnectionListener;
import io.avatarorigin.origin.connection.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections of one socket: those that are open, and those that were refused. */
final class ConnectionMetrics implements ConnectionListener {
  private final AtomicInteger open = new AtomicInteger();
  private final Map<Refusal, Counter> refused = new EnumMap<>(Refusal.class);

  /**
   * @param prefix what names of metrics begin with
   * @param socket the label that tells the sockets apart
   */
  ConnectionMetrics(MeterRegistry registry, String prefix, String socket) {
    Gauge.builder(prefix + "connections", open, AtomicInteger::get)
        .description("Connections that are open")
        .tag("socket", socket)
        .register(registry);
    for (Refusal refusal : Refusal.values()) {
      refused.put(
          refusal,
          Counter.builder(prefix + "connections_refused")
              .description("Connections that were answered and closed for what they hold")
              .tag("socket", socket)
              .tag("reason", refusal.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  @Override
  public void opened() {
    open.incrementAndGet();
  }

  @Override
  public void closed() {
    open.decrementAndGet();
  }

  @Override
  public void refused(Refusal refusal) {
    Objects.requireNonNull(refused.get(refusal)).increment();
  }
}
