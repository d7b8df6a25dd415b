package io.avatarorigin.operator.objects;

import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Component;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetBuilder;
import java.util.Optional;

/** How many pods may be taken down at once by whoever drains nodes. */
public final class Budgets {
  private Budgets() {}

  /** One origin at a time; a single one may go, since otherwise its node could never be drained. */
  public static PodDisruptionBudget origin(Blueprint blueprint) {
    return budget(blueprint, blueprint.names().origin(), Component.ORIGIN);
  }

  /** One worker at a time. */
  public static Optional<PodDisruptionBudget> worker(Blueprint blueprint) {
    return blueprint.hasWorkers()
        ? Optional.of(budget(blueprint, blueprint.names().worker(), Component.WORKER))
        : Optional.empty();
  }

  private static PodDisruptionBudget budget(Blueprint blueprint, String name, Component component) {
    return new PodDisruptionBudgetBuilder()
        .withMetadata(blueprint.metadata(name, component))
        .withNewSpec()
        .withNewMaxUnavailable(1)
        .withUnhealthyPodEvictionPolicy("AlwaysAllow")
        .withNewSelector()
        .withMatchLabels(blueprint.labels().selector(component))
        .endSelector()
        .endSpec()
        .build();
  }
}
