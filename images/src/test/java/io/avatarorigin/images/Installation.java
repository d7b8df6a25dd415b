package io.avatarorigin.images;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.Command;
import io.avatarorigin.testbed.Patience;
import io.avatarorigin.testbed.Programs;
import io.avatarorigin.testbed.Visitors;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What a user has who installs the charts: on nodes with containers, with the archives' images. */
final class Installation implements AutoCloseable {
  static final String SYSTEM = "avatar-origin-system";
  static final String AVATARS = "avatars";
  static final String RELEASE = "avatar-origin";

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final List<String> IMAGES =
      List.of("avatar-origin", "avatar-origin-worker", "avatar-origin-operator");

  private final Cluster cluster;
  private final Path helm;

  private Installation(Cluster cluster) {
    this.cluster = cluster;
    this.helm = Programs.find("helm", List.of("helm")).program("helm");
  }

  /** A cluster with KEDA, and two namespaces that let in restricted pods alone. */
  static Installation start(int nodes) {
    Command.run(List.of(Repository.ROOT.resolve("testbed/node-packages").toString()));
    Cluster cluster = Cluster.startWithNetwork();
    try {
      cluster.startNodes(nodes, IMAGES.stream().map(Installation::archive).toList());
      cluster.startKeda();
      Installation installation = new Installation(cluster);
      for (String namespace : List.of(SYSTEM, AVATARS)) {
        installation.createRestricted(namespace);
      }
      return installation;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  static Path archive(String image) {
    return Repository.ROOT.resolve("images/target").resolve(image + ".tar");
  }

  private void createRestricted(String namespace) {
    client()
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(namespace)
                .addToLabels("pod-security.kubernetes.io/enforce", "restricted")
                .endMetadata()
                .build())
        .create();
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
    cluster.kubectl("apply", "--namespace=" + AVATARS, "--filename=" + file);
  }

  /** Waits until an AvatarOrigin is in a phase. */
  void awaitPhase(String name, Predicate<String> isIt) {
    Patience.until(name + " is in its phase", PATIENCE, () -> isIt.test(phase(name)));
  }

  private String phase(String name) {
    return cluster.kubectl(
        "get", "avatarorigin", name, "--namespace=" + AVATARS, "--output=jsonpath={.status.phase}");
  }

  /** The pods of a component of an AvatarOrigin. */
  List<Pod> pods(String name, String component) {
    return client()
        .pods()
        .inNamespace(AVATARS)
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

  /** What of a Secret the variables of AWS's tools are. */
  Map<String, String> credentials(String name) {
    Secret secret = client().secrets().inNamespace(AVATARS).withName(name + "-s3").get();
    Map<String, String> credentials = new TreeMap<>();
    for (String key : List.of("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")) {
      credentials.put(
          key, new String(Base64.getDecoder().decode(secret.getData().get(key)), UTF_8));
    }
    return credentials;
  }

  /** Address and port of a Service, which this process can dial. */
  String service(String name) {
    String address =
        client().services().inNamespace(AVATARS).withName(name).get().getSpec().getClusterIP();
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
