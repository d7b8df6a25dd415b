package io.avatarorigin.testbed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** KEDA, as two processes beside the control plane; without its webhooks. */
final class Keda implements AutoCloseable {
  private static final List<String> NEEDED = List.of("keda-operator", "keda-adapter");
  private static final Duration START = Duration.ofMinutes(2);
  private static final String NAMESPACE = "keda";
  private static final String SERVICE = "keda-metrics-apiserver";

  private final ControlPlane plane;
  private final Programs programs;
  private final Path folder;
  private final List<Integer> ports = Ports.free(5);
  private final List<ManagedProcess> processes = new ArrayList<>();

  private Keda(ControlPlane plane, Path folder) {
    this.plane = plane;
    this.programs = Programs.find("keda", NEEDED);
    this.folder = folder;
  }

  /** Starts it and waits until the cluster has its metrics. */
  static Keda start(Cluster cluster, ControlPlane plane, Path folder) {
    Keda keda = new Keda(plane, folder);
    try {
      keda.install(cluster);
      keda.processes.add(keda.operator());
      keda.processes.add(keda.adapter());
      Patience.until("KEDA's metrics are there", START, () -> keda.isAvailable(cluster));
      return keda;
    } catch (RuntimeException e) {
      keda.close();
      throw e;
    }
  }

  private void install(Cluster cluster) {
    Path certificates = certificates();
    plane
        .authority()
        .issue(
            certificates,
            "tls",
            NAMESPACE,
            List.of("localhost", "127.0.0.1", SERVICE + "." + NAMESPACE + ".svc"));
    byte[] authority = plane.authority().pem().getBytes(StandardCharsets.US_ASCII);
    Path manifest = folder.resolve("keda.yaml");
    try {
      Files.write(certificates.resolve("ca.crt"), authority);
      Files.writeString(manifest, manifest(Base64.getEncoder().encodeToString(authority)));
    } catch (IOException e) {
      throw new TestbedException(folder + " cannot be written", e);
    }
    cluster.install(programs.program("crds"));
    cluster.kubectl("apply", "--server-side", "-f", manifest.toString());
  }

  /** The aggregator dials an ExternalName as it is; endpoints may not be loopback addresses. */
  private String manifest(String authority) {
    return """
    apiVersion: v1
    kind: Namespace
    metadata: {name: keda}
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: keda-metrics-apiserver, namespace: keda}
    spec: {type: ExternalName, externalName: localhost, ports: [{name: https, port: %1$d}]}
    ---
    apiVersion: apiregistration.k8s.io/v1
    kind: APIService
    metadata: {name: v1beta1.external.metrics.k8s.io}
    spec:
      service: {name: keda-metrics-apiserver, namespace: keda, port: %1$d}
      caBundle: %2$s
      group: external.metrics.k8s.io
      version: v1beta1
      groupPriorityMinimum: 100
      versionPriority: 100
    """
        .formatted(metricsPort(), authority);
  }

  private Path certificates() {
    try {
      return Files.createDirectories(folder.resolve("keda-certificates"));
    } catch (IOException e) {
      throw new TestbedException(folder + " cannot be written", e);
    }
  }

  private int metricsPort() {
    return ports.get(0);
  }

  private String exchange() {
    return "127.0.0.1:" + ports.get(1);
  }

  private ManagedProcess operator() {
    return start(
        "keda-operator",
        "--kubeconfig=" + plane.adminKubeconfig(),
        "--cert-dir=" + certificates(),
        "--enable-cert-rotation=false",
        "--metrics-service-bind-address=" + exchange(),
        "--metrics-bind-address=127.0.0.1:" + ports.get(2),
        "--health-probe-bind-address=127.0.0.1:" + ports.get(3));
  }

  private ManagedProcess adapter() {
    Path kubeconfig = plane.adminKubeconfig();
    return start(
        "keda-adapter",
        "--kubeconfig=" + kubeconfig,
        "--authentication-kubeconfig=" + kubeconfig,
        "--authorization-kubeconfig=" + kubeconfig,
        "--lister-kubeconfig=" + kubeconfig,
        "--bind-address=127.0.0.1",
        "--secure-port=" + metricsPort(),
        "--cert-dir=" + certificates(),
        "--tls-cert-file=" + certificates().resolve("tls.crt"),
        "--tls-private-key-file=" + certificates().resolve("tls.key"),
        "--metrics-service-address=localhost:" + ports.get(1),
        "--port=" + ports.get(4));
  }

  private ManagedProcess start(String program, String... flags) {
    return plane.start(
        programs.program(program),
        Map.of(
            "KUBECONFIG",
            plane.adminKubeconfig().toString(),
            "WATCH_NAMESPACE",
            "", // unset is an error
            "POD_NAMESPACE",
            NAMESPACE,
            "KEDA_CLUSTER_OBJECT_NAMESPACE",
            NAMESPACE),
        flags);
  }

  private boolean isAvailable(Cluster cluster) {
    processes.forEach(ManagedProcess::requireAlive);
    return cluster
        .kubectl(
            "get",
            "apiservice",
            "v1beta1.external.metrics.k8s.io",
            "-o",
            "jsonpath={.status.conditions[?(@.type==\"Available\")].status}")
        .equals("True");
  }

  @Override
  public void close() {
    processes.reversed().forEach(ManagedProcess::kill);
  }
}
