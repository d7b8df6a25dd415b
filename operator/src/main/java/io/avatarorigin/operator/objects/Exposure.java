package io.avatarorigin.operator.objects;

import io.avatarorigin.operator.api.OriginSpec;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Component;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReference;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.ParentReferenceBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRuleBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressTLS;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the S3 and web sockets are reached from outside the cluster. */
public final class Exposure {
  private static final int HTTP = 80;

  private Exposure() {}

  /** One Ingress for both hosts. */
  public static Optional<Ingress> ingress(Blueprint blueprint) {
    OriginSpec.Expose expose = blueprint.origin().expose();
    if (expose == null || expose.ingress() == null) {
      return Optional.empty();
    }
    OriginSpec.IngressSpec wanted = expose.ingress();
    List<IngressRule> rules = new ArrayList<>();
    List<String> hosts = new ArrayList<>();
    add(rules, hosts, blueprint.origin().s3Host(), blueprint.names().s3());
    add(rules, hosts, blueprint.origin().webHost(), blueprint.names().web());
    Map<String, String> annotations =
        wanted.annotations() == null ? Map.of() : wanted.annotations();
    return Optional.of(
        new IngressBuilder()
            .withMetadata(
                blueprint.metadata(blueprint.names().origin(), Component.ORIGIN, annotations))
            .withNewSpec()
            .withIngressClassName(wanted.className())
            .withTls(
                wanted.tlsSecretName() == null
                    ? List.of()
                    : List.of(new IngressTLS(hosts, wanted.tlsSecretName())))
            .withRules(rules)
            .endSpec()
            .build());
  }

  private static void add(
      List<IngressRule> rules, List<String> hosts, @Nullable String host, String service) {
    if (host == null) {
      return;
    }
    hosts.add(host);
    rules.add(
        new IngressRuleBuilder()
            .withHost(host)
            .withNewHttp()
            .addNewPath()
            .withPath("/")
            .withPathType("Prefix")
            .withNewBackend()
            .withNewService()
            .withName(service)
            .withNewPort(null, HTTP)
            .endService()
            .endBackend()
            .endPath()
            .endHttp()
            .build());
  }

  /** The route of the S3 host. */
  public static Optional<HTTPRoute> s3Route(Blueprint blueprint) {
    return route(blueprint, blueprint.names().s3(), blueprint.origin().s3Host());
  }

  /** The route of the web host. */
  public static Optional<HTTPRoute> webRoute(Blueprint blueprint) {
    return route(blueprint, blueprint.names().web(), blueprint.origin().webHost());
  }

  private static Optional<HTTPRoute> route(
      Blueprint blueprint, String name, @Nullable String host) {
    OriginSpec.Expose expose = blueprint.origin().expose();
    if (host == null || expose == null || expose.httpRoute() == null) {
      return Optional.empty();
    }
    return Optional.of(
        new HTTPRouteBuilder()
            .withMetadata(blueprint.metadata(name, Component.ORIGIN))
            .withNewSpec()
            .withHostnames(host)
            .withParentRefs(expose.httpRoute().gateways().stream().map(Exposure::parent).toList())
            .addNewRule()
            .addNewBackendRef()
            .withGroup("")
            .withKind("Service")
            .withName(name)
            .withPort(HTTP)
            .withWeight(1)
            .endBackendRef()
            .addNewMatch()
            .withNewPath("PathPrefix", "/")
            .endMatch()
            .endRule()
            .endSpec()
            .build());
  }

  private static ParentReference parent(OriginSpec.Gateway gateway) {
    return new ParentReferenceBuilder()
        .withGroup("gateway.networking.k8s.io")
        .withKind("Gateway")
        .withName(gateway.name())
        .withNamespace(gateway.namespace())
        .withSectionName(gateway.sectionName())
        .build();
  }
}
