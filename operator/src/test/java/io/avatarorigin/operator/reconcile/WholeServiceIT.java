package io.avatarorigin.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.avatarorigin.operator.api.AvatarOriginStatus.Phase;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.FakeNodes;
import io.avatarorigin.testbed.Image;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
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

  private static final String OTHER_MODEL = "registry.example/other-model:1";
  private static final Path OTHER_MODEL_FOLDER =
      Path.of("../service/diffusion/src/test/resources/fixtures/models/epsilon");

  private static final String ORIGIN =
      """
        worker: {scaling: {maxReplicas: %d, queueDepthPerReplica: 4, idleSeconds: 5}}
        origin:
          waitSeconds: 10
          access:
            web: Open
            budgets:
              {clientPerMinute: 10000, clientPerDay: 10000, totalPerMinute: 10000, totalPerDay: 10000}
      """
          .formatted(MOST_WORKERS);

  private static final String AVATAR = "/avatar/0123456789abcdef0123456789abcdef?s=80";
  private static final String WORDS =
      "{name: words, slots: [{digit: 0, quarters: [rusty, chrome, red, brass]}]}";

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
    Kubelets kubelets =
        cluster.runPods(
            Map.of(
                OperatorProcess.IMAGE,
                ServiceImage.create(app),
                OTHER_MODEL,
                new Image(List.of(), Map.of("/", OTHER_MODEL_FOLDER.toAbsolutePath()))));
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
    plain.apply("model: {bundled: {}}\n" + ORIGIN);
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

  @Test
  void nobodyIsRefusedWhileVocabularyAndModelChange() throws Exception {
    plain.apply("model: {bundled: {}}\n" + ORIGIN);
    awaitIdle();
    Visitors visitors = new Visitors(client, plain.namespace());
    byte[] before = visitors.get(AVATAR);
    AtomicBoolean isOver = new AtomicBoolean();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> hits = threads.submit(() -> ask(visitors, isOver, _ -> AVATAR));
      Future<?> misses =
          threads.submit(() -> ask(visitors, isOver, "/avatar/%032x?s=80"::formatted));

      changes("model: {bundled: {}}\n  vocabulary: {inline: %s}\n".formatted(WORDS) + ORIGIN);
      byte[] afterWords = visitors.get(AVATAR);
      changes("model: {image: {reference: \"%s\"}}\n".formatted(OTHER_MODEL) + ORIGIN);
      byte[] afterModel = visitors.get(AVATAR);

      isOver.set(true);
      hits.get();
      misses.get();
      assertThat(afterWords).isNotEqualTo(before);
      assertThat(afterModel).isNotEqualTo(before).isNotEqualTo(afterWords);
    }
    assertThat(visitors.answers().keySet()).isSubsetOf("200", "503 and when to come again");
  }

  private static void ask(Visitors visitors, AtomicBoolean isOver, IntFunction<String> path) {
    for (int number = AVATARS; !isOver.get(); number++) {
      visitors.get(path.apply(number));
    }
  }

  /** Applies it, and waits until pods of it alone are there. */
  private static void changes(String spec) {
    String version = plain.resource().get().getStatus().contentVersion();
    plain.apply(spec);
    Patience.until(
        "it has rolled out",
        PATIENCE,
        () -> {
          operator.requireAlive();
          return plain.is(phase -> phase == Phase.Ready || phase == Phase.Idle)
              && !version.equals(plain.resource().get().getStatus().contentVersion())
              && pods("origin") == 1;
        });
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
    return pods("worker");
  }

  private static int pods(String component) {
    return client
        .pods()
        .inNamespace(plain.namespace())
        .withLabel("app.kubernetes.io/component", component)
        .list()
        .getItems()
        .size();
  }
}
