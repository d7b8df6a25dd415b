package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Labels;
import io.avatarorigin.operator.blueprint.Names;
import io.avatarorigin.operator.objects.Part;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.javaoperatorsdk.operator.api.config.informer.InformerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.CRUDKubernetesDependentResource;
import io.javaoperatorsdk.operator.processing.dependent.kubernetes.KubernetesDependentResourceConfigBuilder;
import io.javaoperatorsdk.operator.processing.event.ResourceID;

/** One object of an AvatarOrigin, as its blueprint has it. */
final class DerivedResource<R extends HasMetadata>
    extends CRUDKubernetesDependentResource<R, AvatarOrigin> {
  /** What finds everything that this operator makes. */
  static final String OURS = Labels.MANAGED_BY + "=" + Labels.OPERATOR;

  private static final String BLUEPRINT = "blueprint";

  private final Part<R> part;

  DerivedResource(Part<R> part) {
    super(part.type(), part.id());
    this.part = part;
    configureWith(
        new KubernetesDependentResourceConfigBuilder<R>()
            .withUseSSA(true)
            .withKubernetesDependentInformerConfig(
                InformerConfiguration.builder(part.type())
                    .withName(part.id())
                    .withLabelSelector(OURS)
                    .build())
            .build());
  }

  /** Gives all of a pass the blueprint. */
  static void put(Context<AvatarOrigin> context, Blueprint blueprint) {
    context.managedWorkflowAndDependentResourceContext().put(BLUEPRINT, blueprint);
  }

  static Blueprint blueprint(Context<AvatarOrigin> context) {
    return context
        .managedWorkflowAndDependentResourceContext()
        .getMandatory(BLUEPRINT, Blueprint.class);
  }

  Part<R> part() {
    return part;
  }

  /** Whether the spec wants it; where not, it is deleted. */
  boolean isWanted(Context<AvatarOrigin> context) {
    return part.derive().apply(blueprint(context)).isPresent();
  }

  /** Whether the cluster knows its kind; where not, it is left alone. */
  boolean exists(Context<AvatarOrigin> context) {
    return part.exists().test(blueprint(context).apis());
  }

  @Override
  protected R desired(AvatarOrigin primary, Context<AvatarOrigin> context) {
    return part.derive().apply(blueprint(context)).orElseThrow();
  }

  @Override
  protected ResourceID targetSecondaryResourceID(
      AvatarOrigin primary, Context<AvatarOrigin> context) {
    return new ResourceID(
        part.name().apply(new Names(primary.getMetadata().getName())),
        primary.getMetadata().getNamespace());
  }
}
