package io.avatarorigin.operator.reconcile;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Where the Service of the web leads to, as kube-proxy would lead: to any ready pod. */
final class ReadyOrigins implements Supplier<String> {
  private static final long FRESH = TimeUnit.MILLISECONDS.toNanos(250);
  private static final int PORT = 8080;

  private final KubernetesClient client;
  private final String namespace;
  private List<String> ready = List.of();
  private long readyAt;

  ReadyOrigins(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  @Override
  public synchronized String get() {
    if (System.nanoTime() - readyAt > FRESH) {
      ready = ready();
      readyAt = System.nanoTime();
    }
    if (ready.isEmpty()) {
      throw new AssertionError("no origin is ready");
    }
    return ready.get(ThreadLocalRandom.current().nextInt(ready.size())) + ":" + PORT;
  }

  private List<String> ready() {
    return client
        .discovery()
        .v1()
        .endpointSlices()
        .inNamespace(namespace)
        .withLabel("kubernetes.io/service-name", "plain-web")
        .list()
        .getItems()
        .stream()
        .flatMap((EndpointSlice slice) -> slice.getEndpoints().stream())
        .filter(endpoint -> Boolean.TRUE.equals(endpoint.getConditions().getReady()))
        .flatMap(endpoint -> endpoint.getAddresses().stream())
        .toList();
  }
}
