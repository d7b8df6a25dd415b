package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.config.OperatorConfig;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;

/** Puts the operator together. */
public final class OperatorSetup {
  private static final int FIRST_RETRY_MILLIS = 2_000;
  private static final int LONGEST_RETRY_MILLIS = 60_000;
  private static final double RETRY_GROWTH = 1.5;
  private static final Duration STOP = Duration.ofSeconds(20);

  private OperatorSetup() {}

  /** A client for it, of the cluster that the surroundings name. */
  public static KubernetesClient client() {
    return new KubernetesClientBuilder()
        .withKubernetesSerialization(SharedFields.serialization())
        .build();
  }

  /**
   * An operator that has yet to be started.
   *
   * @param settings more of the framework's settings
   */
  public static Operator create(
      OperatorConfig config,
      KubernetesClient client,
      InstantSource clock,
      Consumer<ConfigurationServiceOverrider> settings) {
    Operator operator =
        new Operator(
            it ->
                settings.accept(
                    it.withKubernetesClient(client)
                        .withPreviousAnnotationForDependentResources(false)
                        .withReconciliationTerminationTimeout(STOP)));
    operator.register(
        new AvatarOriginReconciler(config, client, clock, new SecureRandom()),
        it -> {
          it.withRetry(
              new GenericRetry()
                  .setInitialInterval(FIRST_RETRY_MILLIS)
                  .setIntervalMultiplier(RETRY_GROWTH)
                  .setMaxInterval(LONGEST_RETRY_MILLIS)
                  .withoutMaxAttempts());
          if (!config.namespaces().isEmpty()) {
            it.settingNamespaces(Set.copyOf(config.namespaces()));
          }
        });
    return operator;
  }
}
