package io.avatarorigin.operator.objects;

import io.avatarorigin.operator.api.ModelSpec;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.config.WorkerProfile;
import org.jspecify.annotations.Nullable;

/** The worker's configuration file. */
final class WorkerSettings {
  private static final String ALL = "0.0.0.0";

  private WorkerSettings() {}

  static String yaml(Blueprint blueprint) {
    WorkerProfile profile = blueprint.profile();
    ModelSpec.Safety safety = blueprint.model().safety();
    int seconds = blueprint.drawSeconds();
    return new Tree()
        .put("model", Models.source(blueprint))
        .put("model-label", Models.label(blueprint))
        .put("data", Places.DATA)
        .put("host", ALL)
        .put("port", Ports.WORKER)
        .put("shutdown-grace", seconds + "s")
        .put("token-file", Places.WORKER_TOKEN + "/" + Places.WORKER_TOKEN_FILE)
        .put("admin.host", ALL)
        .put("admin.port", Ports.ADMIN)
        .put("lanes", or(blueprint.worker().lanes(), profile.lanes()))
        .put("together", or(blueprint.worker().together(), profile.together()))
        .put("providers", profile.providers())
        .put("safety", safety == null ? null : policy(safety.policy()))
        .put("safety-attempts", safety == null ? null : safety.attempts())
        .put("limits.draw-time", seconds + "s")
        .yaml();
  }

  private static String policy(ModelSpec.Policy policy) {
    return switch (policy) {
      case Disabled -> "off";
      case Redraw -> "redraw";
      case Refuse -> "refuse";
    };
  }

  private static @Nullable Integer or(@Nullable Integer said, @Nullable Integer otherwise) {
    return said == null ? otherwise : said;
  }
}
