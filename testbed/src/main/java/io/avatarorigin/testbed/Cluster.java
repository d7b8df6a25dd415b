package io.avatarorigin.testbed;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A Kubernetes cluster of this machine: real control plane, nodes that kwok plays, or with a
 * network of its own ones whose pods are processes or containers. It is gone when it is closed, and
 * also when this process ends in any other way. Safe for use by several threads.
 */
public final class Cluster implements AutoCloseable {
  private static final List<String> NEEDED =
      List.of(
          "etcd", "kube-apiserver", "kube-controller-manager", "kube-scheduler", "kubectl", "kwok");
  private static final Duration START = Duration.ofMinutes(2);

  private final AtomicInteger namespaces = new AtomicInteger();
  private final ClusterFolder folder;
  private final Programs programs;
  private final ControlPlane plane;
  private final Optional<PodNetwork> network;
  private final KubernetesClient client;
  private final ManagedProcess etcd;
  private final List<ManagedProcess> others = new ArrayList<>();
  private final Deque<AutoCloseable> guests = new ArrayDeque<>();
  private ManagedProcess apiServer;

  private Cluster(ClusterFolder folder, Programs programs, Optional<PodNetwork> network) {
    this.folder = folder;
    this.programs = programs;
    this.network = network;
    this.plane = new ControlPlane(programs, folder.path(), site());
    Config config = Config.fromKubeconfig(plane.kubeconfig(plane.adminToken()));
    config.setRequestRetryBackoffLimit(0); // a test wants to see what happens
    this.client = new KubernetesClientBuilder().withConfig(config).build();
    this.etcd = plane.etcd();
    this.apiServer = plane.apiServer();
  }

  Site site() {
    return network.map(PodNetwork::site).orElse(Site.LOOPBACK);
  }

  private void awaitControllers() {
    awaitApiServer();
    others.addAll(List.of(plane.controllerManager(), plane.scheduler()));
    if (network.isEmpty()) {
      others.add(plane.kwok());
    }
    Patience.until(
        "the controllers make the default service account",
        START,
        () -> {
          others.forEach(ManagedProcess::requireAlive);
          return client.serviceAccounts().inNamespace("default").withName("default").get() != null;
        });
  }

  /**
   * Starts one with nodes that kwok plays.
   *
   * @throws TestbedException when that cannot be; says which program and why
   */
  public static Cluster start() {
    return start(false);
  }

  /**
   * Starts one in a network of its own, where {@link #runPods} runs pods as processes. It needs
   * {@link #canHaveNetwork root}.
   *
   * @throws TestbedException when that cannot be; says which program and why
   */
  public static Cluster startWithNetwork() {
    return start(true);
  }

  /** Whether this process may make a network: whether it is root. */
  public static boolean canHaveNetwork() {
    return PodNetwork.isPossible();
  }

  /** Whether this process may also {@link #startNodes run containers} there. */
  public static boolean canRunContainers() {
    return canHaveNetwork() && ContainerNodes.arePossible();
  }

  private static Cluster start(boolean hasNetwork) {
    Programs programs = Programs.find("kubernetes", NEEDED);
    ClusterFolder folder = ClusterFolder.create();
    Cluster cluster =
        new Cluster(
            folder,
            programs,
            hasNetwork ? Optional.of(PodNetwork.open(folder.path())) : Optional.empty());
    try {
      cluster.awaitControllers();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /**
   * Runs the pods of every node, which {@link FakeNodes} makes, as processes until this is closed.
   * It takes a network.
   *
   * @param images by reference
   */
  public Kubelets runPods(Map<String, Image> images) {
    if (network.isEmpty()) {
      throw new TestbedException("pods are run in a cluster that was started with a network");
    }
    Kubelets kubelets = Kubelets.start(newClient(), site(), folder.path(), images);
    guests.push(kubelets);
    return kubelets;
  }

  /**
   * Starts nodes that run containers, with what finds Services for them and serves names. It takes
   * a network.
   *
   * @param count of nodes, called {@code node-1} and so on
   * @param archives of images that are there
   */
  public ContainerNodes startNodes(int count, List<Path> archives) {
    if (network.isEmpty()) {
      throw new TestbedException("containers run in a cluster that was started with a network");
    }
    ContainerNodes nodes =
        ContainerNodes.start(this, plane, site(), folder.path(), count, archives);
    guests.push(nodes);
    return nodes;
  }

  /** The address of its network, or of this process's where it has none of its own. */
  public String address() {
    return site().address();
  }

  /**
   * Makes a Service's address such that this process can dial it, where there are {@link
   * #startNodes nodes}.
   */
  public void reach(String clusterAddress) {
    network.orElseThrow().reach(clusterAddress);
  }

  /** Starts KEDA, which stays until this is closed. */
  public void startKeda() {
    guests.push(Keda.start(this, plane, folder.path()));
  }

  /**
   * Starts the cluster-autoscaler, which makes and removes nodes as pods need them, until this is
   * closed.
   *
   * @param template of the nodes
   * @param most nodes that there are at once
   */
  public void startAutoscaler(Node template, int most) {
    guests.push(Autoscaler.start(client, plane, template, most));
  }

  /**
   * Starts a program where the cluster is.
   *
   * @param log takes what it prints
   * @param environment all its variables but the path of programs
   */
  public ManagedProcess run(
      String name, Path log, Map<String, String> environment, List<String> command) {
    return ManagedProcess.start(name, log, environment, site().inside(command));
  }

  /**
   * Runs a program where the cluster is, until it ends; gives what it prints, and throws with that
   * where it fails.
   */
  public String runToEnd(Map<String, String> environment, List<String> command) {
    List<String> whole = new ArrayList<>(List.of("env"));
    environment.forEach((name, value) -> whole.add(name + "=" + value));
    whole.addAll(command);
    return Command.run(site().inside(whole));
  }

  /**
   * Makes the cluster know resources, and waits until it does.
   *
   * @param definitions a file of CustomResourceDefinitions, or a folder of such files
   */
  public void install(Path definitions) {
    kubectl("apply", "--server-side", "--force-conflicts", "-f", definitions.toString());
    Patience.until("the cluster knows " + definitions, START, () -> knows(definitions));
  }

  private boolean knows(Path definitions) {
    try {
      kubectl("wait", "--for=condition=Established", "--timeout=10s", "-f", definitions.toString());
      return true;
    } catch (TestbedException e) {
      return false; // kubectl also fails at once where there is no status yet
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

  /**
   * Lets only pods of the restricted Pod Security Standard into a namespace, and waits until pods
   * can be made there.
   */
  public void restrict(String namespace) {
    kubectl("label", "namespace", namespace, "pod-security.kubernetes.io/enforce=restricted");
    Patience.until(
        "the namespace has its service account",
        START,
        () -> client.serviceAccounts().inNamespace(namespace).withName("default").get() != null);
  }

  /** Runs kubectl; gives what it prints, and throws with that where it fails. */
  public String kubectl(String... arguments) {
    return Command.run(
        Stream.concat(
                Stream.of(programs.program("kubectl").toString(), "--kubeconfig=" + kubeconfig()),
                Stream.of(arguments))
            .toList());
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
    try {
      guests.forEach(Cluster::close);
    } finally {
      others.reversed().forEach(ManagedProcess::kill);
      apiServer.kill();
      etcd.kill();
      client.close();
      network.ifPresent(PodNetwork::close);
    }
    folder.close();
  }

  private static void close(AutoCloseable guest) {
    try {
      guest.close();
    } catch (Exception e) {
      throw new TestbedException("part of the cluster cannot be closed", e);
    }
  }
}
