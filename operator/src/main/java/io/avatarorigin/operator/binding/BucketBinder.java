package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.binding.Attention.Occasion;
import io.avatarorigin.operator.binding.store.Account;
import io.avatarorigin.operator.binding.store.SignedRequests;
import io.avatarorigin.operator.binding.store.Tigris;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.sigv4.AccessKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Brings buckets to what AvatarOrigins want of them, a step at a time, and undoes it. What is done
 * to a store outlives this process, so whatever will have to be undone is announced first: the
 * caller writes down the report's bucket before it asks again. Safe for use by many threads at
 * once, for one resource by one at a time.
 */
public final class BucketBinder {
  private static final int MOST_LOOKERS = 8;

  private final StorePlaces places;
  private final Pace pace;
  private final InstantSource clock;
  private final SignedRequests requests;
  private final BindingMetrics metrics;
  private final Map<String, Attention> attentions = new ConcurrentHashMap<>();
  private final Map<String, Failed> failed = new ConcurrentHashMap<>();

  /** So few that a store that hangs leaves threads to resources that have nothing to do with it. */
  private final Semaphore lookers = new Semaphore(MOST_LOOKERS);

  public BucketBinder(
      StorePlaces places,
      Pace pace,
      InstantSource clock,
      SignedRequests requests,
      BindingMetrics metrics) {
    this.places = places;
    this.pace = pace;
    this.clock = clock;
    this.requests = requests;
    this.metrics = metrics;
  }

  /** An attempt to undo a bucket, and when to make another. */
  private record Failed(Finding problem, Instant next, int times) {}

  /**
   * Does what is next for a bucket, or nothing until it is time to look again.
   *
   * @param rival another resource that has the bucket already
   * @param secrets finds the store's credentials by the name of their Secret
   */
  public BindingReport bind(
      Blueprint blueprint,
      OriginFacts origin,
      Optional<String> rival,
      Function<String, Optional<AccessKey>> secrets,
      KeySafe safe) {
    AvatarOrigin resource = blueprint.resource();
    Instant now = clock.instant();
    Occasion occasion =
        new Occasion(
            resource.getMetadata().getGeneration(),
            origin,
            rival,
            blueprint.keys().bucket().orElseThrow(),
            BucketStatus.of(resource));
    Attention last = attentions.get(resource.getMetadata().getUid());
    Optional<BindingReport> again =
        Optional.ofNullable(last).flatMap(it -> it.again(occasion, now));
    if (again.isPresent()) {
      return again.get();
    }
    if (!lookers.tryAcquire()) {
      return BindingPass.queued(blueprint, occasion.known());
    }
    try {
      BindingReport report =
          new BindingPass(
                  blueprint,
                  origin,
                  rival,
                  safe,
                  new Surroundings(
                      places,
                      pace,
                      requests,
                      metrics,
                      now,
                      Attention.isOfSameSpec(last, occasion),
                      Attention.waitsBefore(last),
                      Attention.writesBefore(last, occasion)),
                  stores(secrets))
              .look(occasion.known());
      attentions.put(resource.getMetadata().getUid(), Attention.after(last, occasion, report, now));
      metrics.tell(resource.getMetadata().getUid(), report.bound());
      return report;
    } finally {
      lookers.release();
    }
  }

  /**
   * Undoes what is written down of a bucket, unless it is too early for another try; what is undone
   * already is no error.
   *
   * @return why something is left to be undone; empty where nothing is
   */
  public Optional<Hindrance> undo(
      AvatarOrigin resource, Function<String, Optional<AccessKey>> secrets) {
    Optional<BucketStatus> known = BucketStatus.of(resource);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    String uid = resource.getMetadata().getUid();
    Instant now = clock.instant();
    Failed last = failed.get(uid);
    if (last != null && now.isBefore(last.next()) && !ForceRelease.isWanted(resource)) {
      return Optional.of(new Hindrance(last.problem(), Duration.between(now, last.next())));
    }
    Optional<Finding> problem =
        new Undoing(resource, metrics, pace.settle(), now, stores(secrets)).undo(known.get());
    problem.ifPresent(it -> metrics.tell(uid, it));
    int times = last == null ? 1 : last.times() + 1;
    problem.ifPresent(it -> failed.put(uid, new Failed(it, now.plus(pace.after(times)), times)));
    return problem.map(it -> new Hindrance(it, pace.after(times)));
  }

  /** Undoes nothing, and thinks no more of it. */
  public void forget(AvatarOrigin resource) {
    attentions.remove(resource.getMetadata().getUid());
    failed.remove(resource.getMetadata().getUid());
    metrics.forget(resource.getMetadata().getUid());
  }

  private Function<String, Optional<Tigris>> stores(Function<String, Optional<AccessKey>> secrets) {
    return name -> secrets.apply(name).map(this::tigris);
  }

  private Tigris tigris(AccessKey credentials) {
    return new Tigris(new Account(requests, places.endpoints(), credentials, metrics::called));
  }
}
