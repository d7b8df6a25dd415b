package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.blueprint.Apis;
import io.avatarorigin.operator.keda.ScaledObject;
import io.avatarorigin.operator.monitoring.ServiceMonitor;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** What the cluster knows beyond Kubernetes itself, asked once in a while. */
final class ClusterApis {
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final KubernetesClient client;
  private final InstantSource clock;
  private Apis apis = new Apis(false, false, false);
  private Instant stale = Instant.MIN;

  ClusterApis(KubernetesClient client, InstantSource clock) {
    this.client = client;
    this.clock = clock;
  }

  /** As of a minute ago at most. */
  synchronized Apis now() {
    Instant now = clock.instant();
    if (now.isAfter(stale)) {
      apis =
          new Apis(
              client.supports(ScaledObject.class),
              client.supports(HTTPRoute.class),
              client.supports(ServiceMonitor.class));
      stale = now.plus(FRESH);
    }
    return apis;
  }
}
