package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.AvatarOriginStatus;
import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.binding.BindingReport;
import io.avatarorigin.operator.binding.BucketBinder;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Drafting;
import io.avatarorigin.operator.blueprint.Keys;
import io.avatarorigin.operator.blueprint.UnusableSpecException;
import io.avatarorigin.operator.config.OperatorConfig;
import io.avatarorigin.operator.objects.Parts;
import io.avatarorigin.operator.status.Observation;
import io.avatarorigin.operator.status.OriginReport;
import io.avatarorigin.operator.status.StatusFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Workflow;
import io.javaoperatorsdk.operator.processing.dependent.workflow.WorkflowBuilder;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Drafts an AvatarOrigin, writes its objects, looks at them, and says what is. */
public final class AvatarOriginReconciler implements Reconciler<AvatarOrigin> {
  private static final Duration AT_ONCE = Duration.ofMillis(20);

  private final OperatorConfig config;
  private final ClusterApis apis;
  private final KeyRing keys;
  private final StatusFactory statuses;
  private final Announcements announcements;
  private final Buckets buckets;
  private final List<DerivedResource<?>> derived;
  private final Workflow<AvatarOrigin> workflow;

  AvatarOriginReconciler(
      OperatorConfig config,
      KubernetesClient client,
      InstantSource clock,
      SecureRandom random,
      BucketBinder binder,
      StoreSecrets secrets) {
    this.config = config;
    this.apis = new ClusterApis(client, clock);
    this.keys = new KeyRing(random, clock);
    this.statuses = new StatusFactory(clock);
    this.announcements = new Announcements(client, clock);
    this.buckets = new Buckets(binder, secrets, announcements);
    this.derived = Parts.ALL.stream().<DerivedResource<?>>map(DerivedResource::new).toList();
    this.workflow =
        workflow(derived, new BucketDependent(binder, secrets, AvatarOriginReconciler::observe));
  }

  private static Workflow<AvatarOrigin> workflow(
      List<DerivedResource<?>> derived, BucketDependent bucket) {
    WorkflowBuilder<AvatarOrigin> builder = new WorkflowBuilder<>();
    for (DerivedResource<?> resource : derived) {
      var node = builder.addDependentResourceAndConfigure(resource);
      Condition<Object, AvatarOrigin> isWanted = (_, _, context) -> resource.isWanted(context);
      node.withReconcilePrecondition(isWanted);
      if (!resource.part().isCore()) {
        Condition<Object, AvatarOrigin> exists = (_, _, context) -> resource.exists(context);
        node.withActivationCondition(exists);
      }
    }
    DependentResource<?, ?>[] keys =
        derived.stream()
            .filter(it -> it.part().type() == Secret.class)
            .toArray(DependentResource<?, ?>[]::new);
    Condition<Object, AvatarOrigin> isWanted = (_, _, context) -> BucketDependent.isWanted(context);
    builder
        .addDependentResourceAndConfigure(bucket)
        .dependsOn(keys)
        .withReconcilePrecondition(isWanted);
    return builder.withThrowExceptionFurther(true).build();
  }

  @Override
  public List<EventSource<?, AvatarOrigin>> prepareEventSources(
      EventSourceContext<AvatarOrigin> context) {
    Rivals.index(context.getPrimaryCache());
    Sources sources = new Sources(context);
    Map<Class<?>, InformerEventSource<?, AvatarOrigin>> byType = new HashMap<>();
    byType.put(ConfigMap.class, sources.configMaps());
    for (DerivedResource<?> resource : derived) {
      if (resource.part().isCore()) {
        share(resource, sources, byType);
      }
    }
    List<EventSource<?, AvatarOrigin>> all = new ArrayList<>(byType.values());
    all.add(sources.ours(Pod.class));
    all.add(new OriginWatch().source(context));
    return all;
  }

  @SuppressWarnings("unchecked") // each type has its own source
  private static <R extends HasMetadata> void share(
      DerivedResource<R> resource,
      Sources sources,
      Map<Class<?>, InformerEventSource<?, AvatarOrigin>> byType) {
    Class<R> type = resource.part().type();
    resource.setEventSource(
        (InformerEventSource<R, AvatarOrigin>)
            byType.computeIfAbsent(type, _ -> sources.ours(type)));
  }

  @Override
  public UpdateControl<AvatarOrigin> reconcile(
      AvatarOrigin resource, Context<AvatarOrigin> context) {
    if (context.isPrimaryResourceDeleted()) {
      buckets.forget(resource);
      return UpdateControl.noUpdate();
    }
    if (resource.isMarkedForDeletion()) {
      return takeDown(resource, context);
    }
    Blueprint blueprint;
    try {
      blueprint = draft(resource, context);
    } catch (UnusableSpecException e) {
      return told(resource, statuses.unusable(resource, e));
    }
    buckets.hold(resource, context);
    DerivedResource.put(context, blueprint);
    boolean isLeaving =
        resource.getSpec().tigris() == null && BucketStatus.of(resource).isPresent();
    Optional<BindingReport> left =
        isLeaving
            ? buckets
                .leave(resource, context)
                .map(it -> BindingReport.left(BucketStatus.of(resource).orElseThrow(), it))
            : Optional.empty();
    workflow.reconcile(resource, context); // unbound first: the keys go with what follows
    Optional<BindingReport> bucket = left.or(() -> BucketDependent.report(context));
    UpdateControl<AvatarOrigin> control =
        told(resource, statuses.of(resource, blueprint, observe(blueprint, context), bucket));
    return isLeaving && left.isEmpty()
        ? control.rescheduleAfter(AT_ONCE)
        : bucket.map(it -> control.rescheduleAfter(it.next())).orElse(control);
  }

  /** What Kubernetes knows goes by itself; what a store knows is undone first. */
  private UpdateControl<AvatarOrigin> takeDown(
      AvatarOrigin resource, Context<AvatarOrigin> context) {
    if (!Finalizer.isThere(resource)) {
      return UpdateControl.noUpdate();
    }
    return buckets
        .takeDown(resource, context)
        .map(
            it ->
                told(resource, statuses.leaving(resource, it.problem())).rescheduleAfter(it.next()))
        .orElseGet(UpdateControl::noUpdate);
  }

  private Blueprint draft(AvatarOrigin resource, Context<AvatarOrigin> context) {
    String namespace = resource.getMetadata().getNamespace();
    KubernetesClient client = context.getClient();
    Keys own =
        keys.of(
            resource,
            name ->
                named(context, Secret.class, name)
                    .or(
                        () -> // not yet seen, or without its labels: never make up another
                        Optional.ofNullable(
                                client.secrets().inNamespace(namespace).withName(name).get())));
    return Drafting.draft(
        resource,
        config,
        apis.now(),
        own,
        name ->
            Optional.ofNullable(client.configMaps().inNamespace(namespace).withName(name).get()));
  }

  private static Observation observe(Blueprint blueprint, Context<AvatarOrigin> context) {
    return Observation.of(
        blueprint,
        context
            .getSecondaryResourcesAsStream(Deployment.class)
            .collect(Collectors.toMap(it -> it.getMetadata().getName(), it -> it)),
        context.getSecondaryResourcesAsStream(StatefulSet.class).findFirst(),
        context.getSecondaryResourcesAsStream(Pod.class).toList(),
        context.getSecondaryResourcesAsStream(OriginReport.class).findFirst());
  }

  private static <R extends HasMetadata> Optional<R> named(
      Context<AvatarOrigin> context, Class<R> type, String name) {
    return context
        .getSecondaryResourcesAsStream(type)
        .filter(it -> it.getMetadata().getName().equals(name))
        .findFirst();
  }

  private UpdateControl<AvatarOrigin> told(AvatarOrigin resource, AvatarOriginStatus status) {
    if (status.equals(resource.getStatus())) {
      return UpdateControl.noUpdate();
    }
    announcements.tell(resource, resource.getStatus(), status);
    AvatarOrigin patch = new AvatarOrigin();
    patch.getMetadata().setName(resource.getMetadata().getName());
    patch.getMetadata().setNamespace(resource.getMetadata().getNamespace());
    patch.setStatus(status);
    return UpdateControl.patchStatus(patch);
  }
}
