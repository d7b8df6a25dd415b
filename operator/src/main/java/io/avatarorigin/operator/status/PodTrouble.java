package io.avatarorigin.operator.status;

import io.avatarorigin.operator.blueprint.Component;
import io.avatarorigin.operator.blueprint.Labels;
import io.fabric8.kubernetes.api.model.ContainerStateWaiting;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a pod does not run.
 *
 * @param component whose pod it is, by its label
 * @param reason in CamelCase
 * @param message for people
 */
public record PodTrouble(String component, String pod, String reason, String message) {
  static final String NO_NODE = "WaitingForNode";
  static final String PULLING = "Pulling";

  private static final Set<String> FAILURES =
      Set.of(
          "CrashLoopBackOff",
          "ImagePullBackOff",
          "ErrImagePull",
          "InvalidImageName",
          "CreateContainerConfigError",
          "CreateContainerError",
          "RunContainerError");

  static Optional<PodTrouble> of(Pod pod) {
    if (pod.getStatus() == null || pod.getMetadata().getDeletionTimestamp() != null) {
      return Optional.empty();
    }
    return unscheduled(pod).or(() -> waiting(pod));
  }

  private static Optional<PodTrouble> unscheduled(Pod pod) {
    return orEmpty(pod.getStatus().getConditions()).stream()
        .filter(it -> it.getType().equals("PodScheduled") && it.getStatus().equals("False"))
        .findFirst()
        .map(
            (PodCondition it) ->
                trouble(pod, NO_NODE, it.getMessage() == null ? "" : it.getMessage()));
  }

  private static Optional<PodTrouble> waiting(Pod pod) {
    return orEmpty(pod.getStatus().getContainerStatuses()).stream()
        .map(ContainerStatus::getState)
        .filter(state -> state != null && state.getWaiting() != null)
        .map(state -> state.getWaiting())
        .findFirst()
        .map((ContainerStateWaiting it) -> waiting(pod, it));
  }

  private static PodTrouble waiting(Pod pod, ContainerStateWaiting state) {
    String reason = state.getReason() == null ? "" : state.getReason();
    return FAILURES.contains(reason)
        ? trouble(pod, reason, state.getMessage() == null ? "" : state.getMessage())
        : trouble(pod, PULLING, "");
  }

  private static PodTrouble trouble(Pod pod, String reason, String message) {
    return new PodTrouble(
        Labels.component(pod.getMetadata().getLabels()).orElse(""),
        pod.getMetadata().getName(),
        reason,
        message);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  boolean isOf(Component wanted) {
    return component.equals(wanted.label());
  }

  boolean isFailure() {
    return FAILURES.contains(reason);
  }

  /** The pod and what it says, for a condition. */
  String sentence() {
    return message.isEmpty() ? "pod " + pod + ": " + reason : "pod " + pod + ": " + message;
  }
}
