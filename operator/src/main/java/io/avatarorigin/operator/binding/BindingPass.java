package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.binding.BindingPlan.Step;
import io.avatarorigin.operator.binding.store.BucketChange;
import io.avatarorigin.operator.binding.store.BucketState;
import io.avatarorigin.operator.binding.store.StoreException;
import io.avatarorigin.operator.binding.store.Tigris;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.KeyPairs;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** One look at a bucket, and the one step that follows from it. */
final class BindingPass {
  private static final Duration A_MOMENT = Duration.ofSeconds(1);
  private static final Duration AT_ONCE = Duration.ofMillis(20);

  private static final int MANY_WRITES = 3;
  private static final int MANY_WAITS = 5;

  /** Until every kubelet has brought a changed Secret to its pods. */
  private static final Duration SPREADING = Duration.ofMinutes(2);

  private final Blueprint blueprint;
  private final OriginFacts facts;
  private final Optional<String> rival;
  private final KeySafe safe;
  private final Surroundings surroundings;
  private final Function<String, Optional<Tigris>> stores;
  private final Origin origin;

  /**
   * @param rival another resource that has the bucket already
   * @param stores finds the store by the name of the Secret with its credentials
   */
  BindingPass(
      Blueprint blueprint,
      OriginFacts facts,
      Optional<String> rival,
      KeySafe safe,
      Surroundings surroundings,
      Function<String, Optional<Tigris>> stores) {
    this.blueprint = blueprint;
    this.facts = facts;
    this.rival = rival;
    this.safe = safe;
    this.surroundings = surroundings;
    this.stores = stores;
    this.origin = new Origin(surroundings.requests());
  }

  /** What there is to tell while others are looked at. */
  static BindingReport queued(Blueprint blueprint, Optional<BucketStatus> known) {
    Wish wish = Wish.of(blueprint, blueprint.keys().bucket().orElseThrow().newest());
    return report(
        known.orElseGet(() -> Ledger.open(wish, Optional.empty(), Optional.empty()).status()),
        Finding.notYet("Queued", "many buckets are looked at; this one is next"),
        A_MOMENT);
  }

  BindingReport look(Optional<BucketStatus> known) {
    Wish wish = wish(known);
    Optional<BindingReport> left =
        known.filter(it -> !it.name().equals(wish.bucket())).flatMap(this::leave);
    if (left.isPresent()) {
      return left.get();
    }
    Optional<BucketStatus> same = known.filter(it -> it.name().equals(wish.bucket()));
    Ledger ledger = Ledger.open(wish, url(wish, wish.isPublic()), same);
    if (rival.isPresent()) {
      return report(
          ledger.status(),
          Finding.no(
              "BucketClaimed",
              "the AvatarOrigin %s has the bucket %s: name another"
                  .formatted(rival.get(), wish.bucket())),
          surroundings.pause());
    }
    Optional<Tigris> tigris = stores.apply(wish.spec().credentialsSecretRef().name());
    if (tigris.isEmpty()) {
      return report(
          ledger.status(),
          Failures.noCredentials(wish.spec().credentialsSecretRef().name()),
          surroundings.pause());
    }
    try {
      return step(wish, ledger, tigris.get());
    } catch (StoreException e) {
      surroundings.metrics().failed(e.category());
      return report(
          ledger.status(),
          Failures.finding(e, isBriefly(ledger)),
          e.pause().orElseGet(surroundings::pause));
    }
  }

  /** Whether all was well a moment ago; the bucket falls through although nobody can look. */
  private boolean isBriefly(Ledger ledger) {
    return ledger.status().confirmed() != null && surroundings.waits() < MANY_WAITS;
  }

  /** Undoes the bucket that the spec no longer names; a report where something of it is left. */
  private Optional<BindingReport> leave(BucketStatus other) {
    Optional<Finding> problem =
        new Undoing(
                blueprint.resource(),
                surroundings.metrics(),
                surroundings.pace().settle(),
                surroundings.now(),
                stores)
            .undo(other)
            .filter(_ -> !ForceRelease.isWanted(blueprint.resource()));
    if (problem.isEmpty() && other.issued() != null) {
      safe.discard();
    }
    return problem.map(it -> report(other, it, surroundings.pause()));
  }

  /** With the newest key; with the one before while the origin does not know the newest. */
  private Wish wish(Optional<BucketStatus> known) {
    KeyPairs pairs = blueprint.keys().bucket().orElseThrow();
    Wish newest = Wish.of(blueprint, pairs.newest());
    Optional<KeyPairs.Pair> before =
        pairs
            .before()
            .filter(
                pair ->
                    known.map(BucketStatus::accessKeyId).equals(Optional.of(pair.accessKeyId())));
    return before.isPresent() && (isStillSpreading(newest) || origin.objection(newest).isPresent())
        ? Wish.of(blueprint, before.get())
        : newest;
  }

  /** Whether some of several origins may not know a key yet that others know. */
  private boolean isStillSpreading(Wish newest) {
    return blueprint.originReplicas() > 1
        && surroundings.now().isBefore(newest.pair().made().plus(SPREADING));
  }

  private BindingReport step(Wish wish, Ledger ledger, Tigris tigris) {
    Optional<BucketState> state = tigris.bucket(wish.bucket());
    Step step =
        BindingPlan.next(
            wish, ledger.status(), state, surroundings.now(), surroundings.pace().settle());
    return switch (step) {
      case Step.Announce() -> {
        ledger.announce(wish, state.flatMap(BucketState::shadow));
        yield report(
            ledger.status(), Finding.notYet("Announced", "the bucket will be bound"), AT_ONCE);
      }
      case Step.Create() -> {
        ledger.make(tigris.create(wish.bucket(), wish.isPublic().orElse(false), wish.regions()));
        yield report(
            ledger.status(),
            Finding.notYet("Made", "the bucket was made, and is not yet seen"),
            surroundings.pause());
      }
      case Step.Refuse(String reason, String message) ->
          report(ledger.status(), Finding.no(reason, message), surroundings.pause());
      case Step.Settle(BucketChange awaited) -> {
        ledger.unconfirm();
        yield report(ledger.status(), settling(awaited), surroundings.pause());
      }
      case Step.Change(BucketChange change, boolean isMending) ->
          isFight(wish, ledger, state.orElseThrow())
              ? report(ledger.status(), settling(change), surroundings.pause())
              : change(wish, ledger, tigris, change, isMending);
      case Step.Done() -> {
        ledger.confirm();
        yield new BoundBucket(wish, ledger, tigris, surroundings, origin)
            .tend(blueprint, facts, safe, url(wish, state.orElseThrow().isPublic()));
      }
    };
  }

  /** Whether somebody else binds the bucket elsewhere, however often it is bound here. */
  private boolean isFight(Wish wish, Ledger ledger, BucketState state) {
    return surroundings.writes() >= MANY_WRITES
        && BindingPlan.elsewhere(wish, ledger.status(), state).isPresent();
  }

  private BindingReport change(
      Wish wish, Ledger ledger, Tigris tigris, BucketChange change, boolean isMending) {
    Optional<Finding> objection = change.shadow().isEmpty() ? Optional.empty() : objection(wish);
    BucketChange possible = objection.isPresent() ? change.withoutShadow() : change;
    if (!possible.isNothing()) {
      tigris.change(wish.bucket(), possible);
      surroundings.metrics().changed(isMending && surroundings.isSameSpec());
      ledger.apply(wish, possible.shadow().isPresent(), surroundings.now());
    }
    return report(
        ledger.status(), objection.orElseGet(() -> settling(change)), surroundings.pause());
  }

  private Optional<Finding> objection(Wish wish) {
    return facts.isServing()
        ? origin.objection(wish)
        : Optional.of(
            Finding.notYet("OriginNotReady", "the bucket is bound when the origin serves"));
  }

  private Finding settling(BucketChange awaited) {
    String names = String.join(", ", awaited.names());
    return surroundings.writes() < MANY_WRITES
        ? Finding.notYet("Settling", "written, and not yet read back: " + names)
        : Finding.no(
            "NotTaken",
            "written %d times, and the store still tells otherwise: %s"
                .formatted(surroundings.writes(), names));
  }

  private static BindingReport report(BucketStatus bucket, Finding bound, Duration next) {
    return new BindingReport(bucket, bound, Optional.empty(), Optional.empty(), next);
  }

  /** Where everybody reads the bucket; empty where not everybody may. */
  private Optional<URI> url(Wish wish, Optional<Boolean> isPublic) {
    return isPublic
        .filter(Boolean::booleanValue)
        .map(_ -> surroundings.places().publicUrl(wish.bucket()));
  }
}
