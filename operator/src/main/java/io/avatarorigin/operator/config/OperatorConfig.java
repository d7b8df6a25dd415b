package io.avatarorigin.operator.config;

import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operator's configuration.
 *
 * @param originImage the image of origins
 * @param workerImage the image of workers whose profile has none
 * @param imagePullSecrets names of Secrets in the namespaces of AvatarOrigins
 * @param namespaces that are watched; empty for all
 * @param originResources of origins that do not say
 * @param profiles of workers, by name
 * @param monitoringNamespaces whose pods may read metrics
 * @param kedaNamespace where KEDA runs, which reads the queues
 * @param operatorNamespace where this operator runs, which reads how origins are
 * @param tigris where Tigris is
 */
public record OperatorConfig(
    String originImage,
    String workerImage,
    List<String> imagePullSecrets,
    List<String> namespaces,
    ResourceRequirements originResources,
    Map<String, WorkerProfile> profiles,
    List<String> monitoringNamespaces,
    String kedaNamespace,
    String operatorNamespace,
    TigrisPlaces tigris) {
  /** The profile of workers that name none. */
  public static final String DEFAULT_PROFILE = "default";

  /** The profile of this name; empty where there is none. */
  public Optional<WorkerProfile> profile(@Nullable String name) {
    return Optional.ofNullable(profiles.get(name == null ? DEFAULT_PROFILE : name));
  }
}
