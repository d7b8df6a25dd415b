package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.binding.BindingMetrics;
import io.avatarorigin.operator.binding.BucketBinder;
import io.avatarorigin.operator.binding.Pace;
import io.avatarorigin.operator.binding.StorePlaces;
import io.avatarorigin.operator.binding.store.SignedRequests;
import io.avatarorigin.operator.binding.store.StoreEndpoints;
import io.avatarorigin.operator.config.OperatorConfig;
import io.avatarorigin.operator.config.TigrisPlaces;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.javaoperatorsdk.operator.Operator;
import io.javaoperatorsdk.operator.api.config.ConfigurationServiceOverrider;
import io.javaoperatorsdk.operator.processing.retry.GenericRetry;
import io.micrometer.core.instrument.MeterRegistry;
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

  /** How long a store may take; a picture that has to be drawn is asked for again. */
  private static final Duration STORE_PATIENCE = Duration.ofSeconds(10);

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
   * @param pace of what it does to stores
   * @param metrics where it counts that
   * @param settings more of the framework's settings
   */
  public static Operator create(
      OperatorConfig config,
      KubernetesClient client,
      InstantSource clock,
      Pace pace,
      MeterRegistry metrics,
      Consumer<ConfigurationServiceOverrider> settings) {
    Operator operator =
        new Operator(
            it ->
                settings.accept(
                    it.withKubernetesClient(client)
                        .withPreviousAnnotationForDependentResources(false)
                        .withReconciliationTerminationTimeout(STOP)));
    operator.register(
        reconciler(config, client, clock, pace, metrics),
        it -> {
          it.withTriggerReconcilerOnAllEvents(true); // who has a finalizer is for us to say
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

  private static AvatarOriginReconciler reconciler(
      OperatorConfig config,
      KubernetesClient client,
      InstantSource clock,
      Pace pace,
      MeterRegistry metrics) {
    TigrisPlaces tigris = config.tigris();
    StorePlaces places =
        new StorePlaces(
            new StoreEndpoints(tigris.endpoint(), tigris.iamEndpoint()), tigris.publicUrl());
    return new AvatarOriginReconciler(
        config,
        client,
        clock,
        new SecureRandom(),
        new BucketBinder(
            places,
            pace,
            clock,
            new SignedRequests(clock, STORE_PATIENCE),
            new BindingMetrics(metrics)),
        new StoreSecrets(client, places));
  }
}
