package io.avatarorigin.images;

import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.ManagedProcess;
import io.avatarorigin.testbed.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A terminal where the cluster is, in which commands of documents are typed. */
final class Console implements AutoCloseable {
  private static final String PROMPT = "$ ";
  private static final String FORWARD = "kubectl port-forward";

  private final Cluster cluster;
  private final String path;
  private final Path folder;
  private final List<String> exported = new ArrayList<>();
  private final List<ManagedProcess> forwards = new ArrayList<>();

  /**
   * One in this checkout.
   *
   * @param programs folders, of which each program is the first of its name
   * @param folder takes what is written below the checkout's own name for it
   */
  Console(Cluster cluster, List<Path> programs, Path folder) {
    this.cluster = cluster;
    this.path =
        String.join(":", programs.stream().map(Path::toString).toList())
            + ":"
            + System.getenv("PATH");
    this.folder = folder;
  }

  /** The commands of a document's blocks of kind console, in their order. */
  static List<String> commands(String document) throws IOException {
    List<String> commands = new ArrayList<>();
    boolean isInside = false;
    for (String line : Files.readAllLines(Repository.ROOT.resolve(document))) {
      if (line.startsWith("```")) {
        isInside = line.equals("```console");
      } else if (isInside && line.startsWith(PROMPT)) {
        commands.add(line.substring(PROMPT.length()));
      }
    }
    return commands;
  }

  /** Types one, and waits for its end where it has one; gives what is printed. */
  String type(String command) {
    System.out.println("cluster: $ " + command);
    if (command.startsWith(FORWARD)) {
      return forward(command);
    }
    if (command.startsWith("export ")) {
      exported.add(command);
      return "";
    }
    return cluster.runToEnd(environment(), shell(command));
  }

  private String forward(String command) {
    Path log = folder.resolve("forward.log");
    ManagedProcess forward = cluster.run("forward", log, environment(), shell("exec " + command));
    forwards.add(forward);
    Patience.until(
        command,
        Duration.ofSeconds(30),
        () -> {
          forward.requireAlive();
          return printed(log).contains("Forwarding from");
        });
    return "";
  }

  private static String printed(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, String> environment() {
    return Map.of(
        "PATH", path, "KUBECONFIG", cluster.kubeconfig().toString(), "HOME", folder.toString());
  }

  private List<String> shell(String command) {
    List<String> lines = new ArrayList<>(List.of("set -e", "cd " + Repository.ROOT));
    lines.addAll(exported);
    lines.add(command.replace(" ada.png", " " + folder.resolve("ada.png")));
    return List.of("bash", "-c", String.join("\n", lines));
  }

  @Override
  public void close() {
    forwards.forEach(ManagedProcess::kill);
  }
}
