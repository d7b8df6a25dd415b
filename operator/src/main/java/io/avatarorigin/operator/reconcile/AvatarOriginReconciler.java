package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.AvatarOriginStatus;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Drafting;
import io.avatarorigin.operator.blueprint.Keys;
import io.avatarorigin.operator.blueprint.Names;
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
import io.javaoperatorsdk.operator.processing.dependent.workflow.Condition;
import io.javaoperatorsdk.operator.processing.dependent.workflow.Workflow;
import io.javaoperatorsdk.operator.processing.dependent.workflow.WorkflowBuilder;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Drafts an AvatarOrigin, writes its objects, looks at them, and says what is. */
public final class AvatarOriginReconciler implements Reconciler<AvatarOrigin> {
  private final OperatorConfig config;
  private final ClusterApis apis;
  private final KeyRing keys;
  private final StatusFactory statuses;
  private final Announcements announcements;
  private final List<DerivedResource<?>> derived;
  private final Workflow<AvatarOrigin> workflow;

  public AvatarOriginReconciler(
      OperatorConfig config, KubernetesClient client, InstantSource clock, SecureRandom random) {
    this.config = config;
    this.apis = new ClusterApis(client, clock);
    this.keys = new KeyRing(random);
    this.statuses = new StatusFactory(clock);
    this.announcements = new Announcements(client, clock);
    this.derived = Parts.ALL.stream().<DerivedResource<?>>map(DerivedResource::new).toList();
    this.workflow = workflow(derived);
  }

  private static Workflow<AvatarOrigin> workflow(List<DerivedResource<?>> derived) {
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
    return builder.withThrowExceptionFurther(true).build();
  }

  @Override
  public List<EventSource<?, AvatarOrigin>> prepareEventSources(
      EventSourceContext<AvatarOrigin> context) {
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
    Blueprint blueprint;
    try {
      blueprint = draft(resource, context);
    } catch (UnusableSpecException e) {
      return told(resource, statuses.unusable(resource, e));
    }
    DerivedResource.put(context, blueprint);
    workflow.reconcile(resource, context);
    return told(resource, statuses.of(resource, blueprint, observe(blueprint, context)));
  }

  private Blueprint draft(AvatarOrigin resource, Context<AvatarOrigin> context) {
    String namespace = resource.getMetadata().getNamespace();
    KubernetesClient client = context.getClient();
    Keys own =
        keys.of(
            new Names(resource.getMetadata().getName()),
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
