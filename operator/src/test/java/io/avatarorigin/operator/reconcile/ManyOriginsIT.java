package io.avatarorigin.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.AvatarOriginStatus.Phase;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.FakeNodes;
import io.avatarorigin.testbed.KubernetesTest;
import io.avatarorigin.testbed.Patience;
import io.avatarorigin.testbed.TestNamespace;
import io.avatarorigin.testbed.Writes;
import io.avatarorigin.testbed.Writes.Write;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many AvatarOrigins at once: the operator settles, and then writes nothing. {@code
 * -Doperator.origins=N} makes more of them; what was measured is printed.
 */
@KubernetesTest
class ManyOriginsIT {
  private static final int ORIGINS = Integer.getInteger("operator.origins", 200);
  private static final int REST_SECONDS = Integer.getInteger("operator.rest-seconds", 15);
  private static final int ORIGINS_OF_A_NODE = 20;
  private static final int AT_ONCE = 8;
  private static final List<String> MEMORY =
      List.of("-Xmx192m", "-XX:+UseStringDeduplication", "-XX:TieredStopAtLevel=1");
  private static final Duration LONGEST = Duration.ofMinutes(9);

  @TempDir Path folder;

  @Test
  void settlesAndRests(Cluster cluster, TestNamespace namespace) throws Exception {
    TestedOperator.install(cluster);
    KubernetesClient client = cluster.client();
    String user = TestedOperator.user(namespace.name());
    for (int node = 0; node <= ORIGINS / ORIGINS_OF_A_NODE; node++) {
      FakeNodes.create(client, "many-" + node, Map.of("many", "true"), List.of(), Map.of());
    }
    Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");

    List<String> options = new ArrayList<>(MEMORY);
    options.add("-Djdk.net.hosts.file=" + hosts);
    try (OperatorProcess operator =
        OperatorProcess.start(cluster, namespace.name(), folder, options, "")) {
      Patience.until("the operator leads", LONGEST, () -> leads(client, namespace.name()));
      Writes writes = cluster.writes();
      Instant began = Instant.now();
      create(client, namespace.name());
      Patience.until(
          "all are ready",
          LONGEST,
          () -> {
            operator.requireAlive();
            return areReady(client, namespace.name());
          });
      Patience.until(
          "nothing is written any more",
          LONGEST,
          () -> isQuiet(cluster, user, Duration.ofSeconds(5)));
      Write last = writes.by(user).getLast();

      Writes resting = cluster.writes();
      boolean rests = isQuiet(cluster, user, Duration.ofSeconds(REST_SECONDS));
      figure("settle-" + ORIGINS, Duration.between(began, last.at()).toMillis() / 1000.0, "s");
      figure("rss", operator.residentMebibytes(), "MiB");
      figure("steady-writes-per-minute", resting.by(user).size() * 60.0 / REST_SECONDS, "writes");
      figure("writes", writes.by(user).size(), "writes");
      assertThat(rests).as("nothing is written: %s", resting.by(user)).isTrue();
    } finally {
      cluster.kubectl("delete", "nodes", "-l", "many", "--wait=false");
    }
  }

  private static void figure(String name, double value, String unit) {
    System.out.printf(Locale.ROOT, "figure operator.%s %.1f %s%n", name, value, unit);
  }

  private static boolean leads(KubernetesClient client, String namespace) {
    return client.leases().inNamespace(namespace).withName("avatar-origin-operator").get() != null;
  }

  private static void create(KubernetesClient client, String namespace) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
      List<? extends Future<?>> made =
          IntStream.range(0, ORIGINS)
              .mapToObj(number -> threads.submit(() -> create(client, namespace, "many-" + number)))
              .toList();
      for (Future<?> each : made) {
        each.get();
      }
    }
  }

  private static void create(KubernetesClient client, String namespace, String name) {
    AvatarOrigin origin = PlainOrigin.parse(namespace, "{model: {bundled: {}}}");
    origin.getMetadata().setName(name);
    client.resource(origin).create();
  }

  private static boolean areReady(KubernetesClient client, String namespace) {
    List<AvatarOrigin> all =
        client.resources(AvatarOrigin.class).inNamespace(namespace).list().getItems();
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1)); // a list of thousands is work, too
    return all.size() == ORIGINS
        && all.stream()
            .allMatch(it -> it.getStatus() != null && it.getStatus().phase() == Phase.Ready);
  }

  private static boolean isQuiet(Cluster cluster, String user, Duration window) {
    Writes writes = cluster.writes();
    LockSupport.parkNanos(window.toNanos());
    return writes.by(user).isEmpty();
  }
}
