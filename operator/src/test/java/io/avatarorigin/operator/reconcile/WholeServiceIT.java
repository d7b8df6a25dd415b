package io.avatarorigin.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.avatarorigin.operator.api.AvatarOriginStatus.Phase;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.FakeNodes;
import io.avatarorigin.testbed.Kubelets;
import io.avatarorigin.testbed.Patience;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real operator, origin, workers and KEDA on a real control plane: pods are processes. */
class WholeServiceIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int AVATARS = 100;
  private static final int MOST_WORKERS = 2;

  private static final String SPEC =
      """
      model: {bundled: {}}
        worker: {scaling: {maxReplicas: %d, queueDepthPerReplica: 4, idleSeconds: 5}}
        origin:
          waitSeconds: 10
          access:
            web: Open
            budgets:
              {clientPerMinute: 10000, clientPerDay: 10000, totalPerMinute: 10000, totalPerDay: 10000}
      """
          .formatted(MOST_WORKERS);

  @TempDir static Path folder;
  private static Cluster cluster;
  private static KubernetesClient client;
  private static PlainOrigin plain;
  private static OperatorProcess operator;

  @BeforeAll
  static void start() throws IOException {
    assumeTrue(Cluster.canHaveNetwork(), "needs root, for a network namespace of its own");
    cluster = Cluster.startWithNetwork();
    client = cluster.client();
    TestedOperator.install(cluster);
    cluster.startKeda();
    Path app = Files.createDirectory(folder.resolve("app"));
    Kubelets kubelets = cluster.runPods(Map.of(OperatorProcess.IMAGE, ServiceImage.create(app)));
    FakeNodes.create(client, "node", Map.of(), List.of(), Map.of());
    String namespace = cluster.createNamespace(Map.of());
    operator =
        OperatorProcess.start(
            cluster, namespace, folder, List.of("-Djdk.net.hosts.file=" + kubelets.hosts()));
    plain = new PlainOrigin(client, namespace);
  }

  @AfterAll
  static void stop() {
    if (operator != null) {
      operator.close();
    }
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void workersComeWhenAvatarsAreWantedAndGoAgain() throws Exception {
    plain.apply(SPEC);
    awaitIdle();
    Visitors visitors = new Visitors(client, plain.namespace());

    int most = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> pictures =
          IntStream.range(0, AVATARS)
              .mapToObj("/avatar/%032x?s=80"::formatted)
              .map(path -> threads.submit(() -> visitors.get(path)))
              .toList();
      while (!pictures.stream().allMatch(Future::isDone)) {
        most = Math.max(most, workers());
      }
      for (Future<byte[]> picture : pictures) {
        assertThat(picture.get()).isNotEmpty();
      }
    }

    assertThat(most).isEqualTo(MOST_WORKERS);
    assertThat(visitors.answers().keySet()).isSubsetOf("200", "503 and when to come again");
    awaitIdle();
  }

  private static void awaitIdle() {
    Patience.until(
        "all workers are gone",
        PATIENCE,
        () -> {
          operator.requireAlive();
          return plain.is(Phase.Idle::equals) && workers() == 0;
        });
  }

  private static int workers() {
    return client
        .pods()
        .inNamespace(plain.namespace())
        .withLabel("app.kubernetes.io/component", "worker")
        .list()
        .getItems()
        .size();
  }
}
