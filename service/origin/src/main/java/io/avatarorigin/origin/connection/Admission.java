package io.avatarorigin.origin.connection;

import io.avatarorigin.origin.client.ClientNetwork;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts the connections of a socket, all and by client, and says which may come in. */
final class Admission {
  private final ConnectionLimits limits;
  private final AtomicInteger all = new AtomicInteger();
  private final Map<ClientNetwork, Integer> byClient = new ConcurrentHashMap<>();

  Admission(ConnectionLimits limits) {
    this.limits = limits;
  }

  /** Counts a connection in, which {@link #release} counts out; or says why it may not come in. */
  Optional<Refusal> refusal(InetAddress address) {
    if (all.incrementAndGet() > limits.connections()) {
      all.decrementAndGet();
      return Optional.of(Refusal.FULL);
    }
    if (!limits.proxies().test(address)
        && byClient.merge(ClientNetwork.of(address), 1, Integer::sum) > limits.perClient()) {
      release(address);
      return Optional.of(Refusal.CLIENT);
    }
    return Optional.empty();
  }

  void release(InetAddress address) {
    all.decrementAndGet();
    if (!limits.proxies().test(address)) {
      byClient.computeIfPresent(
          ClientNetwork.of(address), (client, count) -> count == 1 ? null : count - 1);
    }
  }
}
