package io.avatarorigin.testbed;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A cluster to try things in, for as long as this runs. */
final class ClusterProgram {
  private ClusterProgram() {}

  /**
   * Starts it, says how it is used, and waits for the end of what it reads, or a signal.
   *
   * @param arguments the number of nodes, then archives of images
   */
  public static void main(String[] arguments) throws IOException {
    List<Path> archives = Stream.of(arguments).skip(1).map(Path::of).toList();
    try (Cluster cluster = Cluster.startWithNetwork()) {
      cluster.startNodes(Integer.parseInt(arguments[0]), archives);
      cluster.startKeda();
      say(cluster, System.out);
      System.in.skip(Long.MAX_VALUE);
    } catch (TestbedException e) {
      System.err.println("testbed/cluster: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void say(Cluster cluster, PrintStream out) {
    out.printf(
        """
        The cluster is up until this ends (Ctrl-C, or Ctrl-D). Elsewhere, as root:
          export KUBECONFIG=%s PATH=%s:%s:$PATH
          kubectl get nodes
        Addresses of Services can be dialled where the nodes are:
          %s bash
        """,
        cluster.kubeconfig(),
        Programs.find("kubernetes", List.of("kubectl")).folder(),
        Programs.find("helm", List.of("helm")).folder(),
        String.join(" ", cluster.site().enter()));
    out.flush();
  }
}
