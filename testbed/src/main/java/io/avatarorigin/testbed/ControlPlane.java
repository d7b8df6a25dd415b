package io.avatarorigin.testbed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The files, ports and command lines of a cluster's processes. */
final class ControlPlane {
  /** Requests a second, as in a large cluster: else a thousand pods take minutes to be made. */
  private static final int SWIFT = 1000;

  /** Of what only processes of the same site dial. */
  private static final String LOOPBACK = "127.0.0.1";

  /** An address for documentation, where nobody dials it, since the API server refuses loopback. */
  private static final String NOBODYS = "198.51.100.1";

  /** Who the API server is to kubelets. */
  static final String KUBELET_CLIENT = "kube-apiserver-kubelet-client";

  private static final String AUDIT_POLICY =
      """
      apiVersion: audit.k8s.io/v1
      kind: Policy
      omitStages: [RequestReceived]
      rules:
        - {level: None, verbs: [get, list, watch]}
        - {level: None, resources: [{group: coordination.k8s.io, resources: [leases]}]}
        - {level: Metadata}
      """;

  private final Programs programs;
  private final Path folder;
  private final Site site;
  private final int etcdPort;
  private final int etcdPeerPort;
  private final int apiPort;
  private final List<Integer> ownPorts;
  private final Authority authority = Authority.create("testbed");
  private final Users users = new Users();

  ControlPlane(Programs programs, Path folder, Site site) {
    this.programs = programs;
    this.folder = folder;
    this.site = site;
    List<Integer> ports = Ports.free(6);
    this.etcdPort = ports.get(0);
    this.etcdPeerPort = ports.get(1);
    this.apiPort = ports.get(2);
    this.ownPorts = ports.subList(3, 6);
    writeFiles();
  }

  private void writeFiles() {
    try {
      authority.issue(
          folder,
          "apiserver",
          "kube-apiserver",
          List.of(
              "localhost",
              "kubernetes",
              "kubernetes.default",
              "kubernetes.default.svc",
              "kubernetes.default.svc.cluster.local",
              LOOPBACK,
              site.address(),
              "10.96.0.1"));
      authority.issue(folder, "kubelet-client", KUBELET_CLIENT, List.of());
      Authority front = Authority.create("testbed-front-proxy");
      front.issue(folder, "front-proxy", "front-proxy-client", List.of());
      Authority.issueSigningKey(folder, "accounts");
      Files.writeString(file("ca.crt"), authority.pem());
      Files.writeString(file("front-ca.crt"), front.pem());
      Files.writeString(file("tokens.csv"), users.file());
      Files.writeString(file("audit-policy.yaml"), AUDIT_POLICY);
      for (String user : users.names()) {
        Files.writeString(kubeconfigOf(user), kubeconfig(users.token(user)));
      }
    } catch (IOException e) {
      throw new TestbedException("files of the cluster cannot be written", e);
    }
  }

  private Path file(String name) {
    return folder.resolve(name);
  }

  /** The file with the rights of one of {@link Users}. */
  Path kubeconfigOf(String user) {
    return file(user.replace(':', '-') + ".kubeconfig");
  }

  /** The file with which everything may be done. */
  Path adminKubeconfig() {
    return kubeconfigOf(Users.ADMIN);
  }

  /** With which everything may be done. */
  String adminToken() {
    return users.token(Users.ADMIN);
  }

  /** A kubeconfig for whoever has this token. */
  String kubeconfig(String token) {
    return """
    apiVersion: v1
    kind: Config
    clusters:
      - name: testbed
        cluster: {server: "https://%s:%d", certificate-authority-data: %s}
    users:
      - name: user
        user: {token: "%s"}
    contexts:
      - name: testbed
        context: {cluster: testbed, user: user}
    current-context: testbed
    """
        .formatted(
            site.address(),
            apiPort,
            Base64.getEncoder().encodeToString(authority.pem().getBytes(StandardCharsets.US_ASCII)),
            token);
  }

  /** The log of everything that was written. */
  Path auditLog() {
    return file("audit.log");
  }

  /** Signs for other servers of the cluster. */
  Authority authority() {
    return authority;
  }

  ManagedProcess etcd() {
    String client = "http://" + LOOPBACK + ":" + etcdPort;
    String peer = "http://" + LOOPBACK + ":" + etcdPeerPort;
    return start(
        "etcd",
        "--data-dir=" + file("etcd"),
        "--unsafe-no-fsync",
        "--listen-client-urls=" + client,
        "--advertise-client-urls=" + client,
        "--listen-peer-urls=" + peer,
        "--initial-advertise-peer-urls=" + peer,
        "--initial-cluster=default=" + peer,
        "--log-level=warn");
  }

  ManagedProcess apiServer() {
    return start(
        "kube-apiserver",
        "--etcd-servers=http://" + LOOPBACK + ":" + etcdPort,
        "--bind-address=" + site.address(),
        "--secure-port=" + apiPort,
        "--advertise-address=" + (site.equals(Site.LOOPBACK) ? NOBODYS : site.address()),
        "--service-cluster-ip-range=10.96.0.0/16",
        "--authorization-mode=Node,RBAC",
        "--token-auth-file=" + file("tokens.csv"),
        "--tls-cert-file=" + file("apiserver.crt"),
        "--tls-private-key-file=" + file("apiserver.key"),
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + file("accounts.pub"),
        "--service-account-signing-key-file=" + file("accounts.key"),
        "--requestheader-client-ca-file=" + file("front-ca.crt"),
        "--requestheader-allowed-names=front-proxy-client",
        "--requestheader-extra-headers-prefix=X-Remote-Extra-",
        "--requestheader-group-headers=X-Remote-Group",
        "--requestheader-username-headers=X-Remote-User",
        "--proxy-client-cert-file=" + file("front-proxy.crt"),
        "--proxy-client-key-file=" + file("front-proxy.key"),
        "--kubelet-client-certificate=" + file("kubelet-client.crt"),
        "--kubelet-client-key=" + file("kubelet-client.key"),
        "--kubelet-preferred-address-types=InternalIP",
        "--audit-policy-file=" + file("audit-policy.yaml"),
        "--audit-log-path=" + auditLog());
  }

  ManagedProcess controllerManager() {
    Path kubeconfig = kubeconfigOf(Users.CONTROLLERS);
    return start(
        "kube-controller-manager",
        "--kubeconfig=" + kubeconfig,
        "--authentication-kubeconfig=" + kubeconfig,
        "--authorization-kubeconfig=" + kubeconfig,
        "--bind-address=" + LOOPBACK,
        "--secure-port=" + ownPorts.get(0),
        "--kube-api-qps=" + SWIFT,
        "--kube-api-burst=" + SWIFT,
        "--leader-elect=false",
        "--use-service-account-credentials=true",
        "--service-account-private-key-file=" + file("accounts.key"),
        "--root-ca-file=" + file("ca.crt"),
        "--horizontal-pod-autoscaler-sync-period=1s",
        "--horizontal-pod-autoscaler-initial-readiness-delay=0s");
  }

  ManagedProcess scheduler() {
    Path kubeconfig = kubeconfigOf(Users.SCHEDULER);
    return start(
        "kube-scheduler",
        "--kubeconfig=" + kubeconfig,
        "--authentication-kubeconfig=" + kubeconfig,
        "--authorization-kubeconfig=" + kubeconfig,
        "--bind-address=" + LOOPBACK,
        "--secure-port=" + ownPorts.get(1),
        "--kube-api-qps=" + SWIFT,
        "--kube-api-burst=" + SWIFT,
        "--leader-elect=false");
  }

  /** Plays nodes and pods: those of nodes that {@link FakeNodes} makes. */
  ManagedProcess kwok() {
    Path stages = programs.program("kwok-stages");
    return start(
        "kwok",
        "--kubeconfig=" + adminKubeconfig(),
        "--manage-nodes-with-annotation-selector=" + FakeNodes.ANNOTATION + "=fake",
        "--cidr=" + site.podRange(),
        "--node-ip=198.51.100.10",
        "--node-lease-duration-seconds=40",
        "--server-address=" + LOOPBACK + ":" + ownPorts.get(2),
        "--config=" + stages.resolve("node-initialize.yaml"),
        "--config=" + stages.resolve("node-heartbeat-with-lease.yaml"),
        "--config=" + stages.resolve("pod-ready.yaml"),
        "--config=" + stages.resolve("pod-complete.yaml"),
        "--config=" + stages.resolve("pod-delete.yaml"));
  }

  private ManagedProcess start(String program, String... flags) {
    return start(programs.program(program), Map.of(), flags);
  }

  /** Runs a program where the cluster is; its log is in the cluster's folder. */
  ManagedProcess start(Path program, Map<String, String> environment, String... flags) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(flags));
    String name = program.getFileName().toString();
    return ManagedProcess.start(name, file(name + ".log"), environment, site.inside(command));
  }
}
