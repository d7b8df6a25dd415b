package io.avatarorigin.testbed;

import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Nodes whose pods are containers: containerd and kubelet each, and for all of them kube-proxy and
 * CoreDNS. Nothing of them is left when they are closed, and no process when this one has ended.
 */
public final class ContainerNodes implements AutoCloseable {
  static final int MOST = 4;

  private static final List<String> NEEDED =
      List.of(
          "containerd",
          "containerd-shim-runc-v2",
          "ctr",
          "kubelet",
          "kube-proxy",
          "coredns",
          "pause.tar");
  private static final Duration START = Duration.ofMinutes(2);
  private static final String SCRIPT = "node.sh";
  private static final int FIRST_PORT = 10_260;

  /** The address that names are asked of, as kubelets tell pods. */
  private static final String DNS = "10.96.0.10";

  /** What a node does first, and a cgroup. */
  private static final String PROBE =
      """
      set -e
      unshare --mount --propagation slave --pid --fork --mount-proc mount -t tmpfs tmpfs /run
      groups=/sys/fs/cgroup
      [ -f $groups/cgroup.controllers ] || groups=$groups/memory
      mkdir $groups/testbed-probe-$$
      rmdir $groups/testbed-probe-$$
      """;

  private final ControlPlane plane;
  private final Site site;
  private final Path folder;
  private final Programs programs = Programs.find("node", NEEDED);
  private final List<ManagedProcess> processes = new ArrayList<>();

  private ContainerNodes(ControlPlane plane, Site site, Path folder) {
    this.plane = plane;
    this.site = site;
    this.folder = folder;
  }

  /** Whether this machine lets this process make namespaces, mounts and cgroups. */
  static boolean arePossible() {
    try {
      Command.run(List.of("bash", "-c", PROBE));
      return true;
    } catch (TestbedException e) {
      return false;
    }
  }

  /** The name of a node, the first of which is 1. */
  public static String name(int number) {
    return "node-" + number;
  }

  /**
   * How far a node was at which time of its start, as lines of {@code stage}, a name and seconds:
   * {@code containerd} runs, and the images are there.
   */
  public List<String> stages(int number) {
    try (Stream<String> lines = Files.lines(file(name(number) + ".log"))) {
      return lines.filter(line -> line.startsWith("stage ")).toList();
    } catch (IOException e) {
      throw new TestbedException("the log of a node cannot be read", e);
    }
  }

  static ContainerNodes start(
      Cluster cluster,
      ControlPlane plane,
      Site site,
      Path clusterFolder,
      int count,
      List<Path> archives) {
    ContainerNodes nodes = new ContainerNodes(plane, site, clusterFolder);
    try {
      nodes.writeFiles();
      cluster.kubectl("apply", "--server-side", "-f", nodes.file("nodes.yaml").toString());
      nodes.processes.add(nodes.proxy());
      nodes.processes.add(nodes.dns());
      for (int number = 1; number <= count; number++) {
        nodes.startNode(number, archives);
      }
      Patience.until("all nodes are ready", START, () -> nodes.areReady(cluster, count));
      return nodes;
    } catch (RuntimeException e) {
      nodes.close();
      throw e;
    }
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  private void writeFiles() {
    try (InputStream script = ContainerNodes.class.getResourceAsStream(SCRIPT)) {
      Files.write(file(SCRIPT), script.readAllBytes());
      Files.writeString(file("nodes.yaml"), manifest());
      Files.writeString(file("proxy.yaml"), proxySettings());
      Files.writeString(file("Corefile"), names());
    } catch (IOException e) {
      throw new TestbedException("files of the nodes cannot be written", e);
    }
  }

  /** Names are served outside of pods, so their Service has its endpoint written. */
  private String manifest() {
    return """
    apiVersion: v1
    kind: Service
    metadata: {name: kube-dns, namespace: kube-system}
    spec:
      clusterIP: %s
      ports: [{name: dns, port: 53, protocol: UDP}, {name: dns-tcp, port: 53, protocol: TCP}]
    ---
    apiVersion: discovery.k8s.io/v1
    kind: EndpointSlice
    metadata:
      name: kube-dns-testbed
      namespace: kube-system
      labels: {kubernetes.io/service-name: kube-dns}
    addressType: IPv4
    ports: [{name: dns, port: 53, protocol: UDP}, {name: dns-tcp, port: 53, protocol: TCP}]
    endpoints: [{addresses: ["%s"], conditions: {ready: true}}]
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRoleBinding
    metadata: {name: testbed-kubelet-api}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: system:kubelet-api-admin}
    subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: %s}]
    """
        .formatted(DNS, site.address(), ControlPlane.KUBELET_CLIENT);
  }

  private String proxySettings() {
    return """
    apiVersion: kubeproxy.config.k8s.io/v1alpha1
    kind: KubeProxyConfiguration
    clientConnection: {kubeconfig: %s}
    mode: iptables
    clusterCIDR: %s
    conntrack: {maxPerCore: 0}
    hostnameOverride: %s
    iptables: {minSyncPeriod: 100ms}
    """
        .formatted(plane.kubeconfigOf(Users.PROXY), site.podRange(), name(1));
  }

  private String names() {
    return """
    .:53 {
      bind %s
      errors
      ready 127.0.0.1:8181
      kubernetes cluster.local in-addr.arpa {
        kubeconfig %s
        pods insecure
        ttl 1
      }
      cache 1
    }
    """
        .formatted(site.address(), plane.adminKubeconfig());
  }

  private ManagedProcess proxy() {
    return plane.start(programs.program("kube-proxy"), Map.of(), "--config=" + file("proxy.yaml"));
  }

  private ManagedProcess dns() {
    return plane.start(programs.program("coredns"), Map.of(), "-conf", file("Corefile").toString());
  }

  private void startNode(int number, List<Path> archives) {
    String name = name(number);
    Path own = file(name);
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                file(SCRIPT).toString(),
                programs.program("").toString(),
                own.toString(),
                name,
                site.address(),
                site.podRange(),
                plane.kubeconfigOf(Users.node(name)).toString(),
                file("ca.crt").toString(),
                Integer.toString(FIRST_PORT + number)));
    archives.forEach(archive -> command.add(archive.toString()));
    processes.add(ManagedProcess.start(name, file(name + ".log"), Map.of(), site.inside(command)));
  }

  private boolean areReady(Cluster cluster, int count) {
    processes.forEach(ManagedProcess::requireAlive);
    return cluster.client().nodes().list().getItems().stream()
            .filter(Readiness::isNodeReady)
            .count()
        == count;
  }

  @Override
  public void close() {
    processes.reversed().forEach(ManagedProcess::kill);
    Patience.until("the nodes' cgroups are gone", START, this::removeGroups);
  }

  /** Whether nothing is left; they can be removed when the last process has ended. */
  private boolean removeGroups() {
    return Command.run(
            List.of(
                "bash",
                "-c",
                "find /sys/fs/cgroup -depth -type d -path \"*/$1-*\" -exec rmdir {} + 2>/dev/null;"
                    + " find /sys/fs/cgroup -type d -path \"*/$1-*\"",
                "cgroups",
                folder.getFileName().toString()))
        .isEmpty();
  }
}
