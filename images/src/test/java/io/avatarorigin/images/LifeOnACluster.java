package io.avatarorigin.images;

import static io.avatarorigin.images.Installation.RELEASE;
import static io.avatarorigin.images.Installation.SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.Patience;
import io.avatarorigin.testbed.Visitors;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The long form of {@link InstallationIT}, run by {@code scripts/cluster}: two nodes, two origins
 * that share a bucket, and all that befalls them while avatars are asked for.
 */
class LifeOnACluster {
  private static final String NAME = "shared";
  private static final String AVATARS = "avatars";
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final long PACE = Duration.ofMillis(200).toNanos();
  private static final int BURST = 12;
  private static final String WARM = "/avatar/%032x?s=80".formatted(0xabc);

  /** What Kubernetes makes in every namespace. */
  private static final List<String> OF_EVERY_NAMESPACE =
      List.of("configmap/kube-root-ca.crt", "serviceaccount/default", "secret/store");

  @TempDir Path folder;

  private final AtomicInteger next = new AtomicInteger(0x1000);

  @Test
  void itServesWhateverHappens() throws Exception {
    assumeTrue(
        Cluster.canRunContainers(),
        "needs root, and a machine that lets it make namespaces and cgroups");
    try (Installation installation = Installation.start(2, AVATARS);
        SharedBucket bucket = SharedBucket.start(installation.cluster(), folder)) {
      installation.install();
      apply(installation, bucket.secret());
      apply(installation, avatarOrigin(bucket));
      installation.awaitPhase(NAME, "Idle"::equals);
      installation.awaitPods(NAME, "worker", 0);
      startFromNothing(installation);
      Visitors visitors = installation.visitors(NAME);
      meanwhile(
          visitors,
          () -> {
            killAWorkerThatDraws(installation, visitors);
            drainANode(installation);
            upgrade(installation);
          });
      say("answers", visitors.answers());
      say("longest time without a picture", visitors.longestSilence());
      assertThat(visitors.answers().keySet()).isSubsetOf("200", "503 and when to come again");
      installation.awaitPods(NAME, "worker", 0);
      uninstall(installation);
    }
  }

  private static String avatarOrigin(SharedBucket bucket) {
    return """
    apiVersion: avatarorigin.io/v1alpha1
    kind: AvatarOrigin
    metadata: {name: %s}
    spec:
      model: {bundled: {}}
      origin:
        replicas: 2
        access: {web: Open}
        store: %s
      worker:
        scaling: {maxReplicas: 2, idleSeconds: 10}
    """
        .formatted(NAME, bucket.store());
  }

  private void apply(Installation installation, String yaml) throws IOException {
    installation.apply(Files.writeString(folder.resolve("object.yaml"), yaml));
  }

  private void startFromNothing(Installation installation)
      throws IOException, InterruptedException {
    Visitors visitors = installation.visitors(NAME);
    try (ColdStart start = new ColdStart(installation.client(), AVATARS, NAME)) {
      visitors.get(WARM);
      start.reached("picture");
      start
          .stages()
          .forEach(
              (stage, seconds) ->
                  System.out.printf(
                      "figure cluster.cold-start.%s %.2f s%n", stage.replace(' ', '-'), seconds));
    }
  }

  /** Does something while one asks for the same avatar again and again, and one for new ones. */
  private void meanwhile(Visitors visitors, Runnable something) throws Exception {
    AtomicBoolean isOver = new AtomicBoolean();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> hits = threads.submit(() -> ask(visitors, isOver, true));
      Future<?> draws = threads.submit(() -> ask(visitors, isOver, false));
      try {
        something.run();
      } finally {
        isOver.set(true);
      }
      hits.get();
      draws.get();
    } catch (ExecutionException e) {
      throw new AssertionError("an avatar has not come; so far " + visitors.answers(), e);
    }
  }

  private void ask(Visitors visitors, AtomicBoolean isOver, boolean isWarm) {
    while (!isOver.get()) {
      visitors.get(isWarm ? WARM : fresh());
      LockSupport.parkNanos(PACE);
    }
  }

  private String fresh() {
    return "/avatar/%032x?s=80".formatted(next.incrementAndGet());
  }

  private void killAWorkerThatDraws(Installation installation, Visitors visitors) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> pictures =
          IntStream.range(0, BURST)
              .mapToObj(_ -> threads.submit(() -> visitors.get(fresh())))
              .toList();
      Patience.until("a worker draws", PATIENCE, () -> worker(installation) != null);
      Pod worker = worker(installation);
      installation.client().resource(worker).withGracePeriod(0).delete();
      say("killed", worker.getMetadata().getName());
      for (Future<byte[]> picture : pictures) {
        assertThat(picture.get()).isNotEmpty();
      }
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError("an avatar has not come", e);
    }
  }

  private static Pod worker(Installation installation) {
    return installation.pods(NAME, "worker").stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(Readiness::isPodReady)
        .findFirst()
        .orElse(null);
  }

  private static void drainANode(Installation installation) {
    String node =
        installation.pods(NAME, "origin").stream()
            .filter(Readiness::isPodReady)
            .map(pod -> pod.getSpec().getNodeName())
            .findFirst()
            .orElseThrow();
    installation
        .cluster()
        .kubectl("drain", node, "--ignore-daemonsets", "--delete-emptydir-data", "--timeout=240s");
    assertThat(installation.pods(NAME, "origin"))
        .noneMatch(pod -> node.equals(pod.getSpec().getNodeName()));
    say("drained", node);
    installation.cluster().kubectl("uncordon", node);
    awaitOrigins(installation, _ -> true);
  }

  /** New values for both: the operator's own pods, and what origins are made with. */
  private static void upgrade(Installation installation) {
    installation.helm(
        "upgrade",
        RELEASE,
        Installation.chart("avatar-origin"),
        "--namespace=" + SYSTEM,
        "--reuse-values",
        "--set-json=config.originResources={\"requests\":{\"cpu\":\"250m\",\"memory\":\"512Mi\"}}",
        "--set-string=podAnnotations.upgraded=yes",
        "--wait",
        "--timeout=180s");
    awaitOrigins(installation, deployment -> asksFor(deployment, "250m"));
    say("upgraded", RELEASE);
  }

  /** Until all origins are ready and no other pods of them are there. */
  private static void awaitOrigins(Installation installation, Predicate<Deployment> areWanted) {
    Patience.until(
        "the origins are there",
        PATIENCE,
        () -> {
          Deployment deployment =
              installation
                  .client()
                  .apps()
                  .deployments()
                  .inNamespace(AVATARS)
                  .withName(NAME + "-origin")
                  .get();
          List<Pod> pods = installation.pods(NAME, "origin");
          return deployment.getStatus().getObservedGeneration()
                  == deployment.getMetadata().getGeneration().longValue()
              && areWanted.test(deployment)
              && pods.size() == 2
              && pods.stream().allMatch(Readiness::isPodReady);
        });
  }

  private static boolean asksFor(Deployment deployment, String processors) {
    return deployment
        .getSpec()
        .getTemplate()
        .getSpec()
        .getContainers()
        .getFirst()
        .getResources()
        .getRequests()
        .get("cpu")
        .toString()
        .equals(processors);
  }

  /** First the operator, then what it made with the AvatarOrigin; the definition stays, as said. */
  private static void uninstall(Installation installation) {
    installation.helm("uninstall", RELEASE, "--namespace=" + SYSTEM, "--wait");
    Patience.until(
        "all but the lease of leaders is gone",
        PATIENCE,
        () -> left(installation, SYSTEM).equals(List.of("lease/avatar-origin-operator")));
    assertThat(installation.cluster().kubectl("get", "clusterrole,clusterrolebinding", "-o=name"))
        .doesNotContain("/" + RELEASE);
    installation.cluster().kubectl("delete", "avatarorigin", NAME, "--namespace=" + AVATARS);
    Patience.until("all is gone", PATIENCE, () -> left(installation, AVATARS).isEmpty());
    assertThat(installation.helm("uninstall", RELEASE + "-crds", "--namespace=" + SYSTEM))
        .contains("avatarorigins.avatarorigin.io");
    assertThat(installation.cluster().kubectl("get", "crds", "-o=name"))
        .contains("avatarorigins.avatarorigin.io");
  }

  /** Everything in a namespace that neither Kubernetes nor Helm nor this test has made. */
  private static List<String> left(Installation installation, String namespace) {
    String kinds =
        "deployments,statefulsets,pods,services,configmaps,secrets,serviceaccounts,roles,"
            + "rolebindings,networkpolicies,poddisruptionbudgets,persistentvolumeclaims,"
            + "scaledobjects,horizontalpodautoscalers,leases";
    return Stream.of(
            installation
                .cluster()
                .kubectl("get", kinds, "--namespace=" + namespace, "--output=name")
                .split("\n"))
        .map(line -> line.replaceFirst("\\.[^/]*/", "/"))
        .filter(line -> line.contains("/") && !OF_EVERY_NAMESPACE.contains(line))
        .filter(line -> !line.startsWith("secret/sh.helm.release"))
        .toList();
  }

  private static void say(String what, Object how) {
    System.out.printf("cluster: %s: %s%n", what, how);
  }
}
