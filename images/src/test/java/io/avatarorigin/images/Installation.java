package io.avatarorigin.images;

import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.Command;
import io.avatarorigin.testbed.ContainerNodes;
import io.avatarorigin.testbed.Patience;
import io.avatarorigin.testbed.Programs;
import io.avatarorigin.testbed.Visitors;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a user has who installs the charts: on nodes with containers, with the archives' images. */
final class Installation implements AutoCloseable {
  static final String SYSTEM = "avatar-origin-system";
  static final String RELEASE = "avatar-origin";

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> IMAGES =
      List.of("avatar-origin", "avatar-origin-worker", "avatar-origin-operator");

  private final Cluster cluster;
  private final Path helm;
  private final String namespace;

  private Installation(Cluster cluster, String namespace) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.helm = Programs.find("helm", List.of("helm")).program("helm");
  }

  /**
   * A cluster with KEDA, whose namespaces let in restricted pods alone.
   *
   * @param namespace of AvatarOrigins
   */
  static Installation start(int nodes, String namespace) {
    Command.run(List.of(Repository.ROOT.resolve("testbed/node-packages").toString()));
    Cluster cluster = Cluster.startWithNetwork();
    try {
      long start = System.nanoTime();
      ContainerNodes started =
          cluster.startNodes(nodes, IMAGES.stream().map(Installation::archive).toList());
      System.out.printf(
          "cluster: %d nodes ready after %.1f s; the first: %s%n",
          nodes, (System.nanoTime() - start) / 1e9, started.stages(1));
      cluster.startKeda();
      Installation installation = new Installation(cluster, namespace);
      installation.restrict(SYSTEM);
      installation.restrict(namespace);
      return installation;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  static Path archive(String image) {
    return Repository.ROOT.resolve("images/target").resolve(image + ".tar");
  }

  private void restrict(String name) {
    client()
        .namespaces()
        .resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .serverSideApply(); // some are there
    cluster.restrict(name);
  }

  KubernetesClient client() {
    return cluster.client();
  }

  Cluster cluster() {
    return cluster;
  }

  String helm(String... arguments) {
    return Command.run(
        Stream.concat(
                Stream.of(helm.toString(), "--kubeconfig=" + cluster.kubeconfig()),
                Arrays.stream(arguments))
            .toList());
  }

  static String chart(String name) {
    return Repository.ROOT.resolve("charts").resolve(name).toString();
  }

  /** Both charts; the operator is ready. */
  void install(String... values) {
    helm("install", RELEASE + "-crds", chart("avatar-origin-crds"), "--namespace=" + SYSTEM);
    List<String> arguments =
        new ArrayList<>(
            List.of("install", RELEASE, chart("avatar-origin"), "--namespace=" + SYSTEM));
    arguments.addAll(List.of("--wait", "--timeout=180s"));
    arguments.addAll(List.of(values));
    helm(arguments.toArray(String[]::new));
  }

  void apply(Path file) {
    cluster.kubectl("apply", "--namespace=" + namespace, "--filename=" + file);
  }

  /** Waits until an AvatarOrigin is in a phase. */
  void awaitPhase(String name, Predicate<String> isIt) {
    Patience.until(name + " is in its phase", PATIENCE, () -> isIt.test(phase(name)));
  }

  private String phase(String name) {
    return cluster.kubectl(
        "get",
        "avatarorigin",
        name,
        "--namespace=" + namespace,
        "--output=jsonpath={.status.phase}");
  }

  /** The pods of a component of an AvatarOrigin. */
  List<Pod> pods(String name, String component) {
    return client()
        .pods()
        .inNamespace(namespace)
        .withLabel("app.kubernetes.io/instance", name)
        .withLabel("app.kubernetes.io/component", component)
        .list()
        .getItems();
  }

  void awaitPods(String name, String component, int count) {
    Patience.until(
        count + " pods of " + name + "-" + component,
        PATIENCE,
        () -> pods(name, component).size() == count);
  }

  /** Address and port of a Service, which this process can dial. */
  String service(String name) {
    String address =
        client().services().inNamespace(namespace).withName(name).get().getSpec().getClusterIP();
    cluster.reach(address);
    return address + ":80";
  }

  /** Who ask for avatars by the Service of the web. */
  Visitors visitors(String name) {
    String place = service(name + "-web");
    return new Visitors(() -> place);
  }

  @Override
  public void close() {
    cluster.close();
  }
}
