package io.avatarorigin.testbed;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.NodeConditionBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Stands for the kubelet of every node: each pod is a real process, on the pod's own address, with
 * its variables, its files from ConfigMaps, Secrets, images and empty folders, its user and a root
 * that it cannot write. Start-up and readiness are probed over HTTP, processes that end are started
 * again, and pods that are deleted get their grace period. Nothing else of a pod is played: no
 * liveness, no other volumes, no second container, no command of its own.
 */
public final class Kubelets implements AutoCloseable {
  private static final int HEARTBEAT_SECONDS = 10;

  private final KubernetesClient client;
  private final Sandboxes sandboxes;
  private final ServiceNames names;
  private final Map<String, PodProcess> pods = new ConcurrentHashMap<>();
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
  private final List<SharedIndexInformer<?>> informers = new ArrayList<>();

  private Kubelets(KubernetesClient client, Sandboxes sandboxes, ServiceNames names) {
    this.client = client;
    this.sandboxes = sandboxes;
    this.names = names;
  }

  /**
   * Begins to run pods.
   *
   * @param images by reference; a pod with another one waits for its image for ever
   */
  static Kubelets start(
      KubernetesClient client, Site site, Path folder, Map<String, Image> images) {
    ServiceNames names = ServiceNames.start(client, folder.resolve("names"));
    Sandboxes sandboxes = new Sandboxes(site, folder.resolve("pods"), images, names.folder());
    Kubelets kubelets = new Kubelets(client, sandboxes, names);
    kubelets.informers.add(client.nodes().inform(new NodeHandler(kubelets)));
    kubelets.informers.add(client.pods().inAnyNamespace().inform(new PodHandler(kubelets)));
    var _ =
        kubelets.heart.scheduleAtFixedRate(
            kubelets::beat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    return kubelets;
  }

  /** A file of names and addresses of Services, as {@code jdk.net.hosts.file} wants it. */
  public Path hosts() {
    return names.file();
  }

  private void beat() {
    try {
      client.nodes().list().getItems().forEach(this::ready);
    } catch (KubernetesClientException e) {
      // The API server is away: the next beat tells.
    }
  }

  private void ready(Node node) {
    Node status =
        new NodeBuilder()
            .withNewStatus()
            .withConditions(
                new NodeConditionBuilder()
                    .withType("Ready")
                    .withStatus("True")
                    .withReason("KubeletReady")
                    .withLastHeartbeatTime(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                    .build())
            .endStatus()
            .build();
    try {
      client
          .nodes()
          .withName(node.getMetadata().getName())
          .subresource("status")
          .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), Serialization.asJson(status));
    } catch (KubernetesClientException e) {
      // It is gone, or the API server is: the next beat tells.
    }
  }

  private void take(Pod pod) {
    if (pod.getSpec().getNodeName() == null) {
      return;
    }
    PodProcess process =
        pods.computeIfAbsent(
            pod.getMetadata().getUid(), _ -> PodProcess.start(client, sandboxes, pod));
    if (pod.getMetadata().getDeletionTimestamp() != null) {
      process.end();
    }
  }

  private void drop(Pod pod) {
    PodProcess process = pods.remove(pod.getMetadata().getUid());
    if (process != null) {
      process.kill();
    }
  }

  private record NodeHandler(Kubelets kubelets) implements ResourceEventHandler<Node> {
    @Override
    public void onAdd(Node node) {
      kubelets.ready(node);
    }

    @Override
    public void onUpdate(Node before, Node now) {}

    @Override
    public void onDelete(Node node, boolean unknown) {}
  }

  private record PodHandler(Kubelets kubelets) implements ResourceEventHandler<Pod> {
    @Override
    public void onAdd(Pod pod) {
      kubelets.take(pod);
    }

    @Override
    public void onUpdate(Pod before, Pod now) {
      kubelets.take(now);
    }

    @Override
    public void onDelete(Pod pod, boolean unknown) {
      kubelets.drop(pod);
    }
  }

  @Override
  public void close() {
    heart.shutdownNow();
    informers.forEach(SharedIndexInformer::close);
    pods.values().forEach(PodProcess::kill);
    pods.values().forEach(PodProcess::awaitOver);
    names.close();
    client.close();
  }
}
