package io.avatarorigin.operator.blueprint;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.WorkerSpec;
import io.avatarorigin.operator.config.OperatorConfig;
import io.avatarorigin.operator.config.WorkerProfile;
import io.fabric8.kubernetes.api.model.ConfigMap;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes blueprints. */
public final class Drafting {
  private Drafting() {}

  /**
   * The blueprint of a resource.
   *
   * @param keys that were made up before, or now
   * @param configMaps finds those of its namespace
   * @throws UnusableSpecException where the spec cannot be done
   */
  public static Blueprint draft(
      AvatarOrigin resource,
      OperatorConfig config,
      Apis apis,
      Keys keys,
      Function<String, Optional<ConfigMap>> configMaps) {
    return new Blueprint(
        resource,
        config,
        apis,
        keys,
        VocabularyText.of(resource.getSpec().vocabulary(), configMaps),
        profile(resource, config));
  }

  private static WorkerProfile profile(AvatarOrigin resource, OperatorConfig config) {
    WorkerSpec worker = resource.getSpec().worker();
    @Nullable String name = worker == null ? null : worker.profile();
    return config
        .profile(name)
        .orElseThrow(
            () ->
                new UnusableSpecException(
                    UnusableSpecException.PROFILE,
                    "spec.worker.profile: the operator has no profile %s; it has %s"
                        .formatted(name, new TreeSet<>(config.profiles().keySet()))));
  }
}
