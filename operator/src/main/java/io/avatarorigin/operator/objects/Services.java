package io.avatarorigin.operator.objects;

import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Component;
import io.avatarorigin.operator.blueprint.Names;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import java.util.Optional;

/** The names by which origins and workers are found. */
public final class Services {
  private static final int HTTP = 80;

  private Services() {}

  /** The S3 socket. */
  public static Service s3(Blueprint blueprint) {
    return open(blueprint, blueprint.names().s3(), "s3");
  }

  /** The web socket. */
  public static Service web(Blueprint blueprint) {
    return open(blueprint, blueprint.names().web(), "web");
  }

  /**
   * Each origin's admin socket. Origins that are not ready are there as well: one that waits for
   * its first worker is how the autoscaler learns that one is wanted.
   */
  public static Service admin(Blueprint blueprint) {
    return headless(
        blueprint, blueprint.names().admin(), Component.ORIGIN, port("admin", Ports.ADMIN));
  }

  /** Each worker. Those that load or drain are there as well, and tell the origin so. */
  public static Optional<Service> worker(Blueprint blueprint) {
    return blueprint.hasWorkers()
        ? Optional.of(
            headless(
                blueprint,
                blueprint.names().worker(),
                Component.WORKER,
                port("http", Ports.WORKER),
                port("admin", Ports.ADMIN)))
        : Optional.empty();
  }

  /** Where origins find the workers. */
  static String workerUrl(Blueprint blueprint) {
    return url(blueprint.names().worker(), blueprint.namespace(), Ports.WORKER);
  }

  /** Where autoscaler and operator find the origins' admin sockets. */
  public static String adminUrl(Names names, String namespace) {
    return url(names.admin(), namespace, Ports.ADMIN);
  }

  private static String url(String service, String namespace, int port) {
    return "http://%s.%s.svc:%d".formatted(service, namespace, port);
  }

  private static Service open(Blueprint blueprint, String name, String target) {
    return new ServiceBuilder()
        .withMetadata(blueprint.metadata(name, Component.ORIGIN))
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(blueprint.labels().selector(Component.ORIGIN))
        .withPorts(port(target, HTTP))
        .endSpec()
        .build();
  }

  private static Service headless(
      Blueprint blueprint, String name, Component component, ServicePort... ports) {
    return new ServiceBuilder()
        .withMetadata(blueprint.metadata(name, component))
        .withNewSpec()
        .withType("ClusterIP")
        .withClusterIP("None")
        .withPublishNotReadyAddresses(true)
        .withSelector(blueprint.labels().selector(component))
        .withPorts(ports)
        .endSpec()
        .build();
  }

  private static ServicePort port(String name, int number) {
    return new ServicePortBuilder()
        .withName(name)
        .withPort(number)
        .withNewTargetPort(name)
        .withProtocol("TCP")
        .build();
  }
}
