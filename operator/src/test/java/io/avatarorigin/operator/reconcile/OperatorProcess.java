package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.Main;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.ManagedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The operator as a process of its own, for one namespace, which it has its lease in as well. */
final class OperatorProcess implements AutoCloseable {
  static final String IMAGE = "registry.example/avatar-origin:1.0";

  private final ManagedProcess process;

  private OperatorProcess(ManagedProcess process) {
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param folder takes its files
   */
  static OperatorProcess start(Cluster cluster, String namespace, Path folder) throws IOException {
    return start(cluster, namespace, folder, List.of(), "");
  }

  /**
   * Starts it.
   *
   * @param folder takes its files
   * @param options of the virtual machine
   * @param more of its configuration, in YAML
   */
  static OperatorProcess start(
      Cluster cluster, String namespace, Path folder, List<String> options, String more)
      throws IOException {
    TestedOperator.grant(cluster.client(), namespace);
    Path kubeconfig =
        Files.writeString(
            folder.resolve("kubeconfig"), cluster.kubeconfigOf(namespace, TestedOperator.ACCOUNT));
    Path config =
        Files.writeString(
            folder.resolve("config.yaml"),
            """
            images: {origin: "%2$s"}
            watchNamespaces: [%1$s]
            operatorNamespace: %1$s
            monitoringNamespaces: [monitoring]
            %3$s
            """
                .formatted(namespace, IMAGE, more));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    return new OperatorProcess(
        cluster.run(
            "operator",
            folder.resolve("operator.log"),
            Map.of(
                "KUBECONFIG",
                kubeconfig.toString(),
                "AVATAR_ORIGIN_OPERATOR_CONFIG",
                config.toString(),
                "PORT",
                "0",
                "MALLOC_ARENA_MAX",
                "2"),
            command));
  }

  void requireAlive() {
    process.requireAlive();
  }

  /** What of it is in memory. */
  long residentMebibytes() throws IOException {
    String pid = Long.toString(process.program().orElseThrow().pid());
    return Files.readAllLines(Path.of("/proc", pid, "status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .findFirst()
            .orElseThrow()
        / 1024;
  }

  /** Kills it. */
  @Override
  public void close() {
    process.kill();
  }
}
