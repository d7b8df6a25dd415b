package io.avatarorigin.testbed;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A Kubernetes cluster of this machine: real control plane, played nodes. It is gone when it is
 * closed, and also when this process ends in any other way. Safe for use by several threads.
 */
public final class Cluster implements AutoCloseable {
  private static final List<String> NEEDED =
      List.of(
          "etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl", "kwok");
  private static final Duration START = Duration.ofMinutes(2);

  private final AtomicInteger namespaces = new AtomicInteger();
  private final Path folder;
  private final Programs programs;
  private final ControlPlane plane;
  private final KubernetesClient client;
  private final ManagedProcess etcd;
  private final List<ManagedProcess> others = new ArrayList<>();
  private ManagedProcess apiServer;

  private Cluster(Path folder, Programs programs) {
    this.folder = folder;
    this.programs = programs;
    this.plane = new ControlPlane(programs, folder);
    Config config = Config.fromKubeconfig(plane.kubeconfig(plane.adminToken()));
    config.setRequestRetryBackoffLimit(0); // a test wants to see what happens
    this.client = new KubernetesClientBuilder().withConfig(config).build();
    this.etcd = plane.etcd();
    this.apiServer = plane.apiServer();
  }

  private void awaitControllers() {
    awaitApiServer();
    others.addAll(List.of(plane.controllerManager(), plane.scheduler(), plane.kwok()));
    Patience.until(
        "the controllers make the default service account",
        START,
        () -> {
          others.forEach(ManagedProcess::requireAlive);
          return client.serviceAccounts().inNamespace("default").withName("default").get() != null;
        });
  }

  /**
   * Starts one.
   *
   * @throws TestbedException when that cannot be; says which program and why
   */
  public static Cluster start() {
    Programs programs = Programs.find("kubernetes", NEEDED);
    Cluster cluster;
    try {
      cluster = new Cluster(Files.createTempDirectory("testbed"), programs);
    } catch (IOException e) {
      throw new TestbedException("no folder can be made", e);
    }
    try {
      cluster.awaitControllers();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Another client that may do everything, and tries again as usual; to be closed. */
  public KubernetesClient newClient() {
    return client(plane.kubeconfig(plane.adminToken()));
  }

  /** A client that may do everything, and tries nothing again. */
  public KubernetesClient client() {
    return client;
  }

  /** The file with which every other program may do everything. */
  public Path kubeconfig() {
    return plane.adminKubeconfig();
  }

  /** A client that has the rights of a service account alone. */
  public KubernetesClient clientOf(String namespace, String serviceAccount) {
    return client(kubeconfigOf(namespace, serviceAccount));
  }

  /** What a file has with which a process has the rights of a service account alone. */
  public String kubeconfigOf(String namespace, String serviceAccount) {
    String token =
        client
            .serviceAccounts()
            .inNamespace(namespace)
            .withName(serviceAccount)
            .tokenRequest()
            .getStatus()
            .getToken();
    return plane.kubeconfig(token);
  }

  private static KubernetesClient client(String kubeconfig) {
    return new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(kubeconfig)).build();
  }

  /**
   * Makes a namespace that nobody else has.
   *
   * @param labels of it
   */
  public String createNamespace(Map<String, String> labels) {
    String name = "test-" + namespaces.incrementAndGet();
    client
        .namespaces()
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build())
        .create();
    return name;
  }

  /** Runs kubectl; gives what it prints, and throws with that where it fails. */
  public String kubectl(String... arguments) {
    List<String> command =
        Stream.concat(
                Stream.of(programs.program("kubectl").toString(), "--kubeconfig=" + kubeconfig()),
                Stream.of(arguments))
            .toList();
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new TestbedException("kubectl " + String.join(" ", arguments) + ": " + printed);
      }
      return printed;
    } catch (IOException e) {
      throw new TestbedException("kubectl cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TestbedException("kubectl was interrupted", e);
    }
  }

  /** Every write to the API server from now on. */
  public Writes writes() {
    return Writes.after(plane.auditLog());
  }

  /** Takes the control plane away for as long as something runs; etcd keeps what there is. */
  public synchronized void withoutApiServer(Runnable meanwhile) {
    others.reversed().forEach(ManagedProcess::kill);
    others.clear();
    apiServer.kill(); // it would wait for all its watchers otherwise
    try {
      meanwhile.run();
    } finally {
      apiServer = plane.apiServer();
      awaitControllers();
    }
  }

  private void awaitApiServer() {
    Patience.until(
        "the API server is ready",
        START,
        () -> {
          etcd.requireAlive();
          apiServer.requireAlive();
          return isReady();
        });
  }

  private boolean isReady() {
    try {
      return "ok".equals(client.raw("/readyz"));
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  @Override
  public synchronized void close() {
    others.reversed().forEach(ManagedProcess::kill);
    apiServer.kill();
    etcd.kill();
    client.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(Cluster::delete);
    } catch (IOException e) {
      throw new TestbedException(folder + " cannot be removed", e);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
