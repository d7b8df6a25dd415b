package io.avatarorigin.operator.objects;

import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Component;
import io.avatarorigin.operator.blueprint.WorkerScale;
import io.avatarorigin.operator.keda.ScaledObject;
import io.avatarorigin.operator.keda.ScaledObjectSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How KEDA makes workers follow the queue: the sum of what all origins have to draw. */
public final class Scaling {
  private static final String PAUSED = "autoscaling.keda.sh/paused-replicas";
  private static final int POLLING_SECONDS = 5;

  private Scaling() {}

  /** What KEDA shall do; nothing where the number is fixed, or nobody works. */
  public static Optional<ScaledObject> scaledObject(Blueprint blueprint) {
    WorkerScale scale = blueprint.scale();
    if (!blueprint.hasWorkers() || !scale.follows()) {
      return Optional.empty();
    }
    ScaledObject object = new ScaledObject();
    object.setMetadata(
        blueprint.metadata(
            blueprint.names().worker(),
            Component.WORKER,
            blueprint.isSuspended() ? Map.of(PAUSED, "0") : Map.of()));
    object.setSpec(
        new ScaledObjectSpec(
            new ScaledObjectSpec.Target("apps/v1", "Deployment", blueprint.names().worker()),
            POLLING_SECONDS,
            scale.idleSeconds(),
            scale.least(),
            scale.most(),
            List.of(
                new ScaledObjectSpec.Trigger(
                    "metrics-api", "AverageValue", new TreeMap<>(trigger(blueprint, scale))))));
    return Optional.of(object);
  }

  private static Map<String, String> trigger(Blueprint blueprint, WorkerScale scale) {
    return Map.of(
        "url",
        Services.adminUrl(blueprint.names(), blueprint.namespace()) + "/scaling",
        "valueLocation",
        "demand",
        "targetValue",
        Integer.toString(scale.demandEach()),
        "aggregateFromKubeServiceEndpoints",
        "true",
        "aggregationType",
        "sum");
  }
}
