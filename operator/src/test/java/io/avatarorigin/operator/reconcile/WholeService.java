package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.api.AvatarOriginStatus.Phase;
import io.avatarorigin.testbed.Cluster;
import io.avatarorigin.testbed.Image;
import io.avatarorigin.testbed.Kubelets;
import io.avatarorigin.testbed.Patience;
import io.avatarorigin.testbed.Visitors;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Operator, origin, workers and KEDA, all real, on a real control plane: pods are processes. */
final class WholeService implements AutoCloseable {
  /** Of spec.origin: open to everybody, whatever they draw. */
  static final String OPEN =
      """
        origin:
          waitSeconds: 10
          access:
            web: Open
            budgets:
              {clientPerMinute: 10000, clientPerDay: 10000, totalPerMinute: 10000, totalPerDay: 10000}
      """;

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Cluster cluster;
  private final OperatorProcess operator;
  private final PlainOrigin plain;

  private WholeService(Cluster cluster, OperatorProcess operator, PlainOrigin plain) {
    this.cluster = cluster;
    this.operator = operator;
    this.plain = plain;
  }

  /**
   * Starts all but the AvatarOrigin; there is no node yet.
   *
   * @param models images with a model, by reference
   */
  static WholeService start(Path folder, Map<String, Path> models) throws IOException {
    Map<String, Image> images = new HashMap<>();
    models.forEach((reference, it) -> images.put(reference, new Image(List.of(), Map.of("/", it))));
    return startWith(folder, images, "");
  }

  /**
   * Starts all but the AvatarOrigin; there is no node yet.
   *
   * @param others images besides the service's own, by reference
   * @param config more of the operator's configuration, in YAML
   */
  static WholeService startWith(Path folder, Map<String, Image> others, String config)
      throws IOException {
    Cluster cluster = Cluster.startWithNetwork();
    try {
      TestedOperator.install(cluster);
      cluster.startKeda();
      Map<String, Image> images = new HashMap<>(others);
      images.put(
          OperatorProcess.IMAGE, ServiceImage.create(Files.createDirectory(folder.resolve("app"))));
      Kubelets kubelets = cluster.runPods(images);
      String namespace = cluster.createNamespace(Map.of());
      OperatorProcess operator =
          OperatorProcess.start(
              cluster,
              namespace,
              folder,
              List.of("-Djdk.net.hosts.file=" + kubelets.hosts()),
              config);
      return new WholeService(cluster, operator, new PlainOrigin(cluster.client(), namespace));
    } catch (IOException | RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  Cluster cluster() {
    return cluster;
  }

  PlainOrigin plain() {
    return plain;
  }

  Visitors visitors() {
    return new Visitors(new ReadyOrigins(cluster.client(), plain.namespace()));
  }

  /** Until there are no workers, because nobody asks for anything. */
  void awaitIdle() {
    Patience.until(
        "all workers are gone",
        PATIENCE,
        () -> {
          operator.requireAlive();
          return plain.is(Phase.Idle::equals) && pods("worker") == 0;
        });
  }

  /** Applies it, and waits until pods of it alone are there, which draw other pictures. */
  void change(String spec) {
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

  /** How many there are; those that end count as long as they are there. */
  int pods(String component) {
    return all(component).size();
  }

  /** How many there are that do not end. */
  int pendingOrRunning(String component) {
    return (int)
        all(component).stream()
            .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
            .count();
  }

  private List<Pod> all(String component) {
    return cluster
        .client()
        .pods()
        .inNamespace(plain.namespace())
        .withLabel("app.kubernetes.io/component", component)
        .list()
        .getItems();
  }

  /**
   * Asks for so many avatars at once that nobody has drawn.
   *
   * @param meanwhile done again and again until all are there
   */
  void askForAvatars(Visitors visitors, int count, Runnable meanwhile) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> pictures =
          IntStream.range(0, count)
              .mapToObj("/avatar/%032x?s=80"::formatted)
              .map(path -> threads.submit(() -> visitors.get(path)))
              .toList();
      while (!pictures.stream().allMatch(Future::isDone)) {
        meanwhile.run();
        LockSupport.parkNanos(LOOK.toNanos());
      }
      for (Future<byte[]> picture : pictures) {
        picture.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError("an avatar has not come", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    operator.close();
    cluster.close();
  }
}
