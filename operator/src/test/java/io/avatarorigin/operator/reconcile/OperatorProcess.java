package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.Main;
import io.avatarorigin.testbed.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The operator as a process of its own, for one namespace, which it has its lease in as well. */
final class OperatorProcess implements AutoCloseable {
  static final String IMAGE = "registry.example/avatar-origin:1.0";

  private final Process process;
  private final Path log;

  private OperatorProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts it.
   *
   * @param folder takes its files
   */
  static OperatorProcess start(Cluster cluster, String namespace, Path folder) throws IOException {
    return start(cluster, namespace, folder, List.of());
  }

  /**
   * Starts it.
   *
   * @param folder takes its files
   * @param options of the virtual machine
   */
  static OperatorProcess start(Cluster cluster, String namespace, Path folder, List<String> options)
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
            """
                .formatted(namespace, IMAGE));
    Path log = folder.resolve("operator.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    ProcessBuilder builder =
        new ProcessBuilder(cluster.inside(command))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    builder.environment().put("AVATAR_ORIGIN_OPERATOR_CONFIG", config.toString());
    builder.environment().put("PORT", "0");
    return new OperatorProcess(builder.start(), log);
  }

  void requireAlive() {
    if (!process.isAlive()) {
      throw new AssertionError("the operator ended: " + log());
    }
  }

  /** What of it is in memory. */
  long residentMebibytes() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
            .findFirst()
            .orElseThrow()
        / 1024;
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Kills it. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
