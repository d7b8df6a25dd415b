package io.avatarorigin.operator.status;

import io.avatarorigin.operator.binding.OriginFacts;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Component;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of an AvatarOrigin.
 *
 * @param origins wanted and ready
 * @param isRolledOut whether all origins are of the same making
 * @param workers wanted and ready
 * @param troubles of its pods, each a sentence
 * @param report what an origin tells
 */
public record Observation(
    Count origins,
    boolean isRolledOut,
    Count workers,
    List<PodTrouble> troubles,
    Optional<OriginReport> report) {

  /** How many are wanted, and how many are ready. */
  public record Count(int desired, int ready) {
    static final Count NONE = new Count(0, 0);
  }

  /** Reads it off what the cluster has. */
  public static Observation of(
      Blueprint blueprint,
      Map<String, Deployment> deployments,
      Optional<StatefulSet> originSet,
      List<Pod> pods,
      Optional<OriginReport> report) {
    Count origins =
        originSet
            .map(Observation::count)
            .orElseGet(() -> count(deployments.get(blueprint.names().origin())));
    return new Observation(
        origins,
        originSet
            .map(Observation::isRolledOut)
            .orElseGet(() -> isRolledOut(deployments.get(blueprint.names().origin()))),
        count(deployments.get(blueprint.names().worker())),
        pods.stream().flatMap(pod -> PodTrouble.of(pod).stream()).toList(),
        report);
  }

  private static Count count(@Nullable Deployment deployment) {
    if (deployment == null) {
      return Count.NONE;
    }
    return new Count(
        Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1),
        deployment.getStatus() == null
            ? 0
            : Objects.requireNonNullElse(deployment.getStatus().getReadyReplicas(), 0));
  }

  private static Count count(StatefulSet set) {
    return new Count(
        Objects.requireNonNullElse(set.getSpec().getReplicas(), 1),
        set.getStatus() == null
            ? 0
            : Objects.requireNonNullElse(set.getStatus().getReadyReplicas(), 0));
  }

  private static boolean isRolledOut(@Nullable Deployment deployment) {
    if (deployment == null || deployment.getStatus() == null) {
      return false;
    }
    Integer desired = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
    return Objects.equals(
            deployment.getMetadata().getGeneration(),
            deployment.getStatus().getObservedGeneration())
        && desired.equals(deployment.getStatus().getUpdatedReplicas())
        && desired.equals(deployment.getStatus().getReplicas());
  }

  private static boolean isRolledOut(StatefulSet set) {
    return set.getStatus() != null
        && Objects.equals(
            set.getMetadata().getGeneration(), set.getStatus().getObservedGeneration())
        && Objects.equals(
            set.getStatus().getUpdateRevision(), set.getStatus().getCurrentRevision());
  }

  /** What of it matters to a bucket in front. */
  public OriginFacts originFacts() {
    return new OriginFacts(
        origins.ready() > 0, isRolledOut, report.flatMap(OriginReport::contentVersion));
  }

  /** The first trouble of a component that is an error, not just a wait. */
  Optional<PodTrouble> failure(Component component) {
    return troubles.stream().filter(it -> it.isOf(component) && it.isFailure()).findFirst();
  }

  /** What a pod of a component waits for. */
  Optional<PodTrouble> delay(Component component) {
    return troubles.stream().filter(it -> it.isOf(component) && !it.isFailure()).findFirst();
  }

  /** How far the first worker is that loads its model. */
  Optional<OriginReport.Load> load() {
    return report.stream()
        .flatMap(it -> it.engines().stream())
        .flatMap(engine -> engine.load().stream())
        .findFirst();
  }
}
