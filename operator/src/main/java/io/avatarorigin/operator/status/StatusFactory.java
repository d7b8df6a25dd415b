package io.avatarorigin.operator.status;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.AvatarOriginStatus;
import io.avatarorigin.operator.api.AvatarOriginStatus.Phase;
import io.avatarorigin.operator.binding.BindingReport;
import io.avatarorigin.operator.binding.Finding;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.Component;
import io.avatarorigin.operator.blueprint.UnusableSpecException;
import io.avatarorigin.operator.objects.Models;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what is, for people and programs. */
public final class StatusFactory {
  /** Types of conditions. */
  public static final String MODEL = "ModelReady";

  public static final String WORKERS = "WorkersReady";
  public static final String ORIGIN = "OriginReady";
  public static final String BUCKET = "BucketBound";
  public static final String KEY = "BucketKeyIssued";
  public static final String VERIFIED = "FallThroughVerified";
  public static final String READY = "Ready";

  private static final AvatarOriginStatus NONE =
      new AvatarOriginStatus(
          null, null, null, null, null, null, null, null, null, null, null, null);

  private final InstantSource clock;

  public StatusFactory(InstantSource clock) {
    this.clock = clock;
  }

  /** The status of a spec that cannot be done; what was made before stays as it is. */
  public AvatarOriginStatus unusable(AvatarOrigin resource, UnusableSpecException fault) {
    Conditions conditions = conditions(resource);
    conditions.add(
        READY,
        Conditions.FALSE,
        fault.reason(),
        fault.getMessage() + "; what was made before stays as it is");
    return halted(resource, Phase.Failed, conditions);
  }

  /** The status of a resource that cannot go yet. */
  public AvatarOriginStatus leaving(AvatarOrigin resource, Finding problem) {
    String message =
        problem.message()
            + "; the resource goes when its bucket is unbound. To let it go with what is left,"
            + " annotate it with avatarorigin.io/force-release=true";
    Conditions conditions =
        conditions(resource)
            .add(BUCKET, Conditions.UNKNOWN, problem.reason(), message)
            .add(READY, Conditions.FALSE, "Deleting", BUCKET + ": " + message);
    return halted(resource, Phase.Deleting, conditions);
  }

  /** What was seen last, while nobody looks at the parts. */
  private static AvatarOriginStatus halted(
      AvatarOrigin resource, Phase phase, Conditions conditions) {
    AvatarOriginStatus before = Objects.requireNonNullElse(resource.getStatus(), NONE);
    return new AvatarOriginStatus(
        resource.getMetadata().getGeneration(),
        phase,
        before.model(),
        before.contentVersion(),
        before.originUrl(),
        before.publicUrl(),
        before.workers(),
        before.queueDepth(),
        null,
        before.bucket(),
        before.storeSettings(),
        conditions.list());
  }

  /**
   * The status of a spec that has been written out as objects.
   *
   * @param bucket what has come of the bucket in front; empty where there is none
   */
  public AvatarOriginStatus of(
      AvatarOrigin resource,
      Blueprint blueprint,
      Observation seen,
      Optional<BindingReport> bucket) {
    Conditions conditions = conditions(resource);
    origin(conditions, seen);
    if (blueprint.hasWorkers()) {
      workers(conditions, blueprint, seen);
    }
    model(conditions, blueprint, seen);
    bucket.ifPresent(it -> conditions.add(BUCKET, it.bound()));
    bucket.flatMap(BindingReport::key).ifPresent(it -> conditions.add(KEY, it));
    Optional<Finding> verified = bucket.flatMap(BindingReport::verified);
    verified.filter(StatusFactory::isRefuted).ifPresent(it -> conditions.add(VERIFIED, it));
    ready(conditions, blueprint);
    verified.filter(it -> !isRefuted(it)).ifPresent(it -> conditions.add(VERIFIED, it));
    Observation.Count workers = seen.workers();
    return new AvatarOriginStatus(
        resource.getMetadata().getGeneration(),
        phase(conditions, blueprint, seen, bucket),
        Models.summary(blueprint),
        seen.report().flatMap(OriginReport::contentVersion).orElse(versionBefore(resource)),
        Addresses.s3(blueprint),
        Addresses.web(blueprint),
        blueprint.hasWorkers()
            ? new AvatarOriginStatus.Workers(
                workers.desired(), workers.ready(), workers.ready() + "/" + workers.desired())
            : null,
        seen.report().map(OriginReport::demand).orElse(null),
        loading(seen),
        bucket.map(BindingReport::bucket).orElse(null),
        blueprint.spec().tigris() == null ? Addresses.storeSettings(blueprint) : null,
        conditions.list());
  }

  /** What is still to be seen hinders nobody. */
  private static boolean isRefuted(Finding finding) {
    return finding.verdict() == Finding.Verdict.NO;
  }

  private Conditions conditions(AvatarOrigin resource) {
    AvatarOriginStatus before = resource.getStatus();
    List<Condition> conditions =
        before == null || before.conditions() == null ? List.of() : before.conditions();
    return new Conditions(conditions, resource.getMetadata().getGeneration(), clock);
  }

  private static void origin(Conditions conditions, Observation seen) {
    Observation.Count origins = seen.origins();
    Optional<PodTrouble> failure = seen.failure(Component.ORIGIN);
    if (origins.ready() > 0 && origins.ready() >= origins.desired()) {
      conditions.add(
          ORIGIN,
          Conditions.TRUE,
          "Serving",
          "%d of %d serve".formatted(origins.ready(), origins.desired()));
    } else if (failure.isPresent()) {
      conditions.add(ORIGIN, Conditions.FALSE, failure.get().reason(), failure.get().sentence());
    } else if (origins.ready() > 0) {
      conditions.add(
          ORIGIN,
          Conditions.TRUE,
          "SomeServing",
          "%d of %d serve".formatted(origins.ready(), origins.desired()));
    } else {
      Optional<PodTrouble> delay = seen.delay(Component.ORIGIN);
      conditions.add(
          ORIGIN,
          Conditions.FALSE,
          delay.map(PodTrouble::reason).orElse("Starting"),
          delay
              .map(PodTrouble::sentence)
              .orElse(
                  "it opens its sockets when it knows its model, which the first worker tells"));
    }
  }

  private static void workers(Conditions conditions, Blueprint blueprint, Observation seen) {
    Observation.Count workers = seen.workers();
    Optional<PodTrouble> failure = seen.failure(Component.WORKER);
    Optional<PodTrouble> delay = seen.delay(Component.WORKER);
    String count = "%d of %d are ready".formatted(workers.ready(), workers.desired());
    if (failure.isPresent()) {
      conditions.add(WORKERS, Conditions.FALSE, failure.get().reason(), failure.get().sentence());
    } else if (blueprint.isSuspended()) {
      conditions.add(
          WORKERS, Conditions.FALSE, "Suspended", "set spec.suspend to false to draw again");
    } else if (workers.desired() == 0) {
      conditions.add(
          WORKERS, Conditions.TRUE, "ScaledToZero", "workers come when something is asked for");
    } else if (workers.ready() > 0) {
      conditions.add(WORKERS, Conditions.TRUE, "Drawing", count);
    } else {
      conditions.add(
          WORKERS,
          Conditions.FALSE,
          delay.map(PodTrouble::reason).orElse("Starting"),
          delay.map(PodTrouble::sentence).orElse(count));
    }
  }

  private static void model(Conditions conditions, Blueprint blueprint, Observation seen) {
    boolean isKnown = seen.report().flatMap(OriginReport::contentVersion).isPresent();
    Optional<OriginReport.Engine> other =
        seen.report().stream()
            .flatMap(it -> it.engines().stream())
            .filter(it -> it.condition().equals("other_model"))
            .findFirst();
    if (isKnown && other.isEmpty()) {
      conditions.add(MODEL, Conditions.TRUE, "Loaded", Models.summary(blueprint));
    } else if (other.isPresent()) {
      conditions.add(
          MODEL, Conditions.FALSE, "OtherModel", other.get().name() + ": " + other.get().detail());
    } else {
      Optional<OriginReport.Load> load = seen.load();
      conditions.add(
          MODEL,
          Conditions.UNKNOWN,
          load.isPresent() ? "Loading" : "NotTold",
          load.map(it -> "a worker is %s: %d %%".formatted(it.stage(), it.percent()))
              .orElse("no worker has told of its model yet"));
    }
  }

  private static void ready(Conditions conditions, Blueprint blueprint) {
    Optional<Condition> untrue = conditions.firstUntrue();
    boolean isServing = conditions.isTrue(ORIGIN);
    if (!blueprint.scale().follows()
        && blueprint.hasWorkers()
        && blueprint.worker().replicas() == null
        && untrue.isEmpty()) {
      conditions.add(
          READY,
          Conditions.TRUE,
          "NotScaled",
          "KEDA is not installed, so the number of workers stays; install it, or set"
              + " spec.worker.replicas");
    } else if (untrue.isEmpty()) {
      conditions.add(READY, Conditions.TRUE, "Serving", "");
    } else if (blueprint.isSuspended() && isServing) {
      conditions.add(
          READY, Conditions.TRUE, "Suspended", "what is drawn is served, and nothing is drawn");
    } else {
      conditions.add(
          READY,
          Conditions.FALSE,
          untrue.get().getReason(),
          untrue.get().getType() + ": " + untrue.get().getMessage());
    }
  }

  private static Phase phase(
      Conditions conditions,
      Blueprint blueprint,
      Observation seen,
      Optional<BindingReport> bucket) {
    boolean isServing = conditions.isTrue(ORIGIN);
    if (seen.failure(Component.ORIGIN).isPresent() || seen.failure(Component.WORKER).isPresent()) {
      return Phase.Degraded;
    }
    if (!isServing) {
      return Phase.Provisioning;
    }
    if (bucket.map(BindingReport::bound).filter(StatusFactory::isRefuted).isPresent()) {
      return Phase.Degraded;
    }
    if (blueprint.isSuspended()) {
      return Phase.Suspended;
    }
    if (!blueprint.hasWorkers()) {
      return Phase.Ready;
    }
    if (seen.workers().desired() == 0) {
      return Phase.Idle;
    }
    return seen.workers().ready() > 0 ? Phase.Ready : Phase.Provisioning;
  }

  private static AvatarOriginStatus.@Nullable Loading loading(Observation seen) {
    Optional<PodTrouble> delay = seen.delay(Component.WORKER);
    if (seen.workers().desired() > 0 && seen.workers().ready() == 0 && delay.isPresent()) {
      return new AvatarOriginStatus.Loading(delay.get().reason(), null);
    }
    return seen.load()
        .map(
            it ->
                new AvatarOriginStatus.Loading(
                    it.stage().substring(0, 1).toUpperCase(Locale.ROOT) + it.stage().substring(1),
                    it.percent()))
        .orElse(null);
  }

  private static @Nullable String versionBefore(AvatarOrigin resource) {
    return resource.getStatus() == null ? null : resource.getStatus().contentVersion();
  }
}
