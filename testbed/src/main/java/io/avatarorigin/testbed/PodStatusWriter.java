package io.avatarorigin.testbed;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a pod's status as a kubelet would, when it has changed. For one thread. */
final class PodStatusWriter {
  private final KubernetesClient client;
  private final Pod pod;
  private final String created = now();
  private String since = created;
  private int restarts;
  private @Nullable PodStatus written;

  PodStatusWriter(KubernetesClient client, Pod pod) {
    this.client = client;
    this.pod = pod;
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Its container cannot be started yet. */
  void waiting(String reason, String message) {
    ContainerStatus container =
        container(false, false, 0)
            .withNewState()
            .withNewWaiting(message, reason)
            .endState()
            .build();
    write(status("Pending", false).withContainerStatuses(container).build());
  }

  /** Its container runs. */
  void running(String address, boolean isStarted, boolean isReady, int restarts) {
    if (restarts != this.restarts) {
      this.restarts = restarts;
      since = now();
    }
    ContainerStatus container =
        container(isStarted, isReady, restarts)
            .withNewState()
            .withNewRunning(since)
            .endState()
            .build();
    write(
        status("Running", isReady)
            .withPodIP(address)
            .addNewPodIP(address)
            .withContainerStatuses(container)
            .build());
  }

  private ContainerStatusBuilder container(boolean isStarted, boolean isReady, int restarts) {
    String image = Sandboxes.container(pod).getImage();
    return new ContainerStatusBuilder()
        .withName(Sandboxes.container(pod).getName())
        .withImage(image)
        .withImageID(image)
        .withStarted(isStarted)
        .withReady(isReady)
        .withRestartCount(restarts);
  }

  private PodStatusBuilder status(String phase, boolean isReady) {
    List<PodCondition> conditions =
        Stream.of("PodScheduled", "Initialized", "ContainersReady", "Ready")
            .map(type -> condition(type, isReady || !type.endsWith("Ready")))
            .toList();
    return new PodStatusBuilder().withPhase(phase).withStartTime(since).withConditions(conditions);
  }

  private PodCondition condition(String type, boolean holds) {
    String status = holds ? "True" : "False";
    List<PodCondition> before = written == null ? List.of() : written.getConditions();
    String changed =
        before.stream()
            .filter(it -> it.getType().equals(type) && it.getStatus().equals(status))
            .map(PodCondition::getLastTransitionTime)
            .findFirst()
            .orElseGet(PodStatusWriter::now);
    return new PodConditionBuilder()
        .withType(type)
        .withStatus(status)
        .withLastTransitionTime(changed)
        .build();
  }

  private void write(PodStatus status) {
    if (status.equals(written)) {
      return;
    }
    try {
      client
          .pods()
          .inNamespace(pod.getMetadata().getNamespace())
          .withName(pod.getMetadata().getName())
          .subresource("status")
          .patch(
              PatchContext.of(PatchType.JSON_MERGE),
              Serialization.asJson(Map.of("status", status)));
      written = status;
    } catch (KubernetesClientException e) {
      // The pod is gone, or the API server is: it is written with the next look.
    }
  }
}
