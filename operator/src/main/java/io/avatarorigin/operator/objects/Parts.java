package io.avatarorigin.operator.objects;

import io.avatarorigin.operator.blueprint.Apis;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Names;
import io.avatarorigin.operator.keda.ScaledObject;
import io.avatarorigin.operator.monitoring.ServiceMonitor;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Every object that an AvatarOrigin may come to, what others read first. */
public final class Parts {
  /** All of them. */
  public static final List<Part<?>> ALL =
      List.of(
          Part.perhaps("tigris-keys", Secret.class, Names::tigrisKeys, Configs::tigrisKeys),
          Part.always("s3-keys", Secret.class, Names::s3Keys, Configs::s3Keys),
          Part.always("web-keys", Secret.class, Names::webKeys, Configs::webKeys),
          Part.perhaps(
              "worker-token", Secret.class, Names::workerToken, worker(Configs::workerToken)),
          Part.always("origin-config", ConfigMap.class, Names::origin, Configs::origin),
          Part.perhaps("worker-config", ConfigMap.class, Names::worker, worker(Configs::worker)),
          Part.perhaps(
              "model-claim", PersistentVolumeClaim.class, Names::model, WorkerPods::modelClaim),
          Part.always("origin-network", NetworkPolicy.class, Names::origin, Networks::origin),
          Part.perhaps("worker-network", NetworkPolicy.class, Names::worker, Networks::worker),
          Part.always("s3-service", Service.class, Names::s3, Services::s3),
          Part.always("web-service", Service.class, Names::web, Services::web),
          Part.always("admin-service", Service.class, Names::admin, Services::admin),
          Part.perhaps("worker-service", Service.class, Names::worker, Services::worker),
          Part.perhaps(
              "worker-deployment", Deployment.class, Names::worker, WorkerPods::deployment),
          new Part<>(
              "worker-scaling",
              ScaledObject.class,
              Names::worker,
              Scaling::scaledObject,
              Apis::keda),
          Part.perhaps(
              "origin-deployment", Deployment.class, Names::origin, OriginPods::deployment),
          Part.perhaps(
              "origin-statefulset", StatefulSet.class, Names::origin, OriginPods::statefulSet),
          Part.always("origin-budget", PodDisruptionBudget.class, Names::origin, Budgets::origin),
          Part.perhaps("worker-budget", PodDisruptionBudget.class, Names::worker, Budgets::worker),
          Part.perhaps("ingress", Ingress.class, Names::origin, Exposure::ingress),
          new Part<>("s3-route", HTTPRoute.class, Names::s3, Exposure::s3Route, Apis::gateway),
          new Part<>("web-route", HTTPRoute.class, Names::web, Exposure::webRoute, Apis::gateway),
          new Part<>(
              "service-monitor",
              ServiceMonitor.class,
              Names::origin,
              blueprint -> Optional.of(Monitoring.serviceMonitor(blueprint)),
              Apis::monitoring));

  private Parts() {}

  private static <R extends HasMetadata> Function<Blueprint, Optional<R>> worker(
      Function<Blueprint, R> derive) {
    return blueprint ->
        blueprint.hasWorkers() ? Optional.of(derive.apply(blueprint)) : Optional.empty();
  }
}
