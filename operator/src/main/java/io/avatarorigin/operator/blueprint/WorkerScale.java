package io.avatarorigin.operator.blueprint;

import io.avatarorigin.operator.api.WorkerSpec;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How the number of workers is decided. Whoever decides it is the only writer of the Deployment's
 * replicas.
 *
 * @param fixed the number, where this operator writes it; empty where KEDA does
 * @param least that KEDA leaves
 * @param most that KEDA makes
 * @param demandEach how many pictures each shall have to draw
 * @param idleSeconds how long nothing is wanted before the last ones stop
 */
public record WorkerScale(OptionalInt fixed, int least, int most, int demandEach, int idleSeconds) {
  private static final int MOST = 1;
  private static final int DEMAND_EACH = 4;
  private static final int IDLE_SECONDS = 300;

  static WorkerScale of(Blueprint blueprint) {
    WorkerSpec worker = blueprint.worker();
    WorkerSpec.@Nullable Scaling scaling = worker.scaling();
    int least = Objects.requireNonNullElse(scaling == null ? null : scaling.minReplicas(), 0);
    return new WorkerScale(
        fixed(blueprint, worker, least),
        least,
        Objects.requireNonNullElse(scaling == null ? null : scaling.maxReplicas(), MOST),
        Objects.requireNonNullElse(
            scaling == null ? null : scaling.queueDepthPerReplica(), DEMAND_EACH),
        Objects.requireNonNullElse(scaling == null ? null : scaling.idleSeconds(), IDLE_SECONDS));
  }

  private static OptionalInt fixed(Blueprint blueprint, WorkerSpec worker, int least) {
    if (worker.replicas() != null) {
      return OptionalInt.of(blueprint.isSuspended() ? 0 : worker.replicas());
    }
    if (blueprint.apis().keda()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(blueprint.isSuspended() ? 0 : Math.max(1, least));
  }

  /** Whether KEDA decides. */
  public boolean follows() {
    return fixed.isEmpty();
  }
}
