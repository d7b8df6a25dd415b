package io.avatarorigin.operator.objects;

import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Component;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyIngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeerBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPortBuilder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who may connect to what: everybody to the S3 and web sockets, which look after themselves; only
 * its origin to a worker; only monitoring, KEDA and this operator to admin sockets.
 */
public final class Networks {
  private static final String NAMESPACE = "kubernetes.io/metadata.name";

  private Networks() {}

  public static NetworkPolicy origin(Blueprint blueprint) {
    NetworkPolicyIngressRule open =
        new NetworkPolicyIngressRuleBuilder().withPorts(port("s3"), port("web")).build();
    return policy(
        blueprint, blueprint.names().origin(), Component.ORIGIN, List.of(open, admin(blueprint)));
  }

  public static Optional<NetworkPolicy> worker(Blueprint blueprint) {
    if (!blueprint.hasWorkers()) {
      return Optional.empty();
    }
    NetworkPolicyIngressRule drawing =
        new NetworkPolicyIngressRuleBuilder()
            .withPorts(port("http"))
            .addNewFrom()
            .withNewPodSelector()
            .withMatchLabels(blueprint.labels().selector(Component.ORIGIN))
            .endPodSelector()
            .endFrom()
            .build();
    return Optional.of(
        policy(
            blueprint,
            blueprint.names().worker(),
            Component.WORKER,
            List.of(drawing, admin(blueprint))));
  }

  private static NetworkPolicyIngressRule admin(Blueprint blueprint) {
    Set<String> namespaces = new LinkedHashSet<>(blueprint.config().monitoringNamespaces());
    namespaces.add(blueprint.config().kedaNamespace());
    namespaces.add(blueprint.config().operatorNamespace());
    return new NetworkPolicyIngressRuleBuilder()
        .withPorts(port("admin"))
        .withFrom(namespaces.stream().map(Networks::namespace).toList())
        .build();
  }

  private static NetworkPolicyPeer namespace(String name) {
    return new NetworkPolicyPeerBuilder()
        .withNewNamespaceSelector()
        .withMatchLabels(Map.of(NAMESPACE, name))
        .endNamespaceSelector()
        .build();
  }

  private static NetworkPolicyPort port(String name) {
    return new NetworkPolicyPortBuilder().withNewPort(name).withProtocol("TCP").build();
  }

  private static NetworkPolicy policy(
      Blueprint blueprint, String name, Component component, List<NetworkPolicyIngressRule> rules) {
    return new NetworkPolicyBuilder()
        .withMetadata(blueprint.metadata(name, component))
        .withNewSpec()
        .withNewPodSelector()
        .withMatchLabels(blueprint.labels().selector(component))
        .endPodSelector()
        .withPolicyTypes("Ingress")
        .withIngress(rules)
        .endSpec()
        .build();
  }
}
