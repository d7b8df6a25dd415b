package io.avatarorigin.operator.reconcile;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.binding.BindingReport;
import io.avatarorigin.operator.binding.BucketBinder;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.status.Observation;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.dependent.DependentResource;
import io.javaoperatorsdk.operator.api.reconciler.dependent.ReconcileResult;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The bucket in front, which is no object of the cluster. The workflow reaches it when the keys
 * that it is bound with are written; what has come of it is for whoever writes the status.
 */
final class BucketDependent implements DependentResource<BindingReport, AvatarOrigin> {
  private static final String REPORT = "bucket-report";

  private final BucketBinder binder;
  private final StoreSecrets secrets;
  private final BiFunction<Blueprint, Context<AvatarOrigin>, Observation> observation;

  /**
   * @param observation what is seen of a resource in a pass
   */
  BucketDependent(
      BucketBinder binder,
      StoreSecrets secrets,
      BiFunction<Blueprint, Context<AvatarOrigin>, Observation> observation) {
    this.binder = binder;
    this.secrets = secrets;
    this.observation = observation;
  }

  /** What has come of it in this pass; empty where no bucket is wanted. */
  static Optional<BindingReport> report(Context<AvatarOrigin> context) {
    return context.managedWorkflowAndDependentResourceContext().get(REPORT, BindingReport.class);
  }

  static boolean isWanted(Context<AvatarOrigin> context) {
    return DerivedResource.blueprint(context).spec().tigris() != null;
  }

  @Override
  public ReconcileResult<BindingReport> reconcile(
      AvatarOrigin primary, Context<AvatarOrigin> context) {
    Blueprint blueprint = DerivedResource.blueprint(context);
    BindingReport report =
        binder.bind(
            blueprint,
            observation.apply(blueprint, context).originFacts(),
            Rivals.of(primary, context.getPrimaryCache()),
            secrets.credentials(primary),
            secrets.safe(blueprint));
    context.managedWorkflowAndDependentResourceContext().put(REPORT, report);
    return ReconcileResult.noOperation(report);
  }

  @Override
  public Class<BindingReport> resourceType() {
    return BindingReport.class;
  }

  @Override
  public String name() {
    return "bucket";
  }
}
