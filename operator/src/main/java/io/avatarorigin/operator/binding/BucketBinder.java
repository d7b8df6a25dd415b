package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.api.AvatarOrigin;
import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.binding.store.Account;
import io.avatarorigin.operator.binding.store.SignedRequests;
import io.avatarorigin.operator.binding.store.Tigris;
import io.avatarorigin.operator.blueprint.Blueprint;
import io.avatarorigin.operator.blueprint.KeyPairs;
import io.avatarorigin.sigv4.AccessKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Brings buckets to what AvatarOrigins want of them, a step at a time, and undoes it. What is done
 * to a store outlives this process, so whatever will have to be undone is announced first: the
 * caller writes down the report's bucket before it asks again. Safe for use by many threads at
 * once, for one resource by one at a time.
 */
public final class BucketBinder {
  private final StorePlaces places;
  private final Pace pace;
  private final InstantSource clock;
  private final SignedRequests requests;
  private final BindingMetrics metrics;
  private final Map<String, Attention> attentions = new ConcurrentHashMap<>();

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

  /** What a look is about; where another one comes, it is looked at at once. */
  private record Occasion(
      long generation, OriginFacts origin, KeyPairs pairs, Optional<BucketStatus> known) {
    Occasion knowing(BucketStatus bucket) {
      return new Occasion(generation, origin, pairs, Optional.of(bucket));
    }
  }

  /**
   * The last look at a bucket.
   *
   * @param waits how often in a row it was not as it shall be
   * @param writes how often in a row settings were written that are not read back
   */
  private record Attention(
      Occasion occasion, BindingReport report, Instant next, int waits, int writes) {}

  /**
   * Does what is next for a bucket, or nothing until it is time to look again.
   *
   * @param secrets finds the store's credentials by the name of their Secret
   */
  public BindingReport bind(
      Blueprint blueprint,
      OriginFacts origin,
      Function<String, Optional<AccessKey>> secrets,
      KeySafe safe) {
    AvatarOrigin resource = blueprint.resource();
    String uid = resource.getMetadata().getUid();
    Instant now = clock.instant();
    Occasion occasion =
        new Occasion(
            resource.getMetadata().getGeneration(),
            origin,
            blueprint.keys().bucket().orElseThrow(),
            known(resource));
    Attention last = attentions.get(uid);
    if (last != null && last.occasion().equals(occasion) && now.isBefore(last.next())) {
      return last.report().after(Duration.between(now, last.next()));
    }
    int waits = last == null ? 0 : last.waits();
    int writes = last == null ? 0 : last.writes();
    BindingReport report =
        new BindingPass(
                blueprint,
                origin,
                safe,
                new Surroundings(
                    places,
                    pace,
                    requests,
                    metrics,
                    now,
                    last != null && last.occasion().generation() == occasion.generation(),
                    waits,
                    writes),
                name -> secrets.apply(name).map(this::tigris))
            .look(occasion.known());
    attentions.put(
        uid,
        new Attention(
            occasion.knowing(report.bucket()),
            report,
            now.plus(report.next()),
            report.isSettled() ? 0 : waits + 1,
            writes(occasion.known(), report.bucket(), writes)));
    metrics.tell(uid, report.bound());
    return report;
  }

  private static int writes(Optional<BucketStatus> before, BucketStatus after, int writes) {
    if (after.confirmed() != null) {
      return 0;
    }
    boolean isWritten =
        !Objects.equals(before.map(BucketStatus::appliedTime).orElse(null), after.appliedTime());
    return isWritten ? writes + 1 : writes;
  }

  /**
   * Undoes what is written down of a bucket; what is undone already is no error.
   *
   * @return why something is left to be undone; empty where nothing is
   */
  public Optional<Finding> undo(
      AvatarOrigin resource, Function<String, Optional<AccessKey>> secrets) {
    Optional<BucketStatus> known = known(resource);
    if (known.isPresent()) {
      Optional<Finding> problem =
          new Undoing(resource, metrics, name -> secrets.apply(name).map(this::tigris))
              .undo(known.get());
      if (problem.isPresent()) {
        metrics.tell(resource.getMetadata().getUid(), problem.get());
        return problem;
      }
    }
    forget(resource);
    return Optional.empty();
  }

  /** Undoes nothing, and thinks no more of it. */
  public void forget(AvatarOrigin resource) {
    attentions.remove(resource.getMetadata().getUid());
    metrics.forget(resource.getMetadata().getUid());
  }

  /** How long to wait before something that has failed so often in a row is tried again. */
  public Duration pause(int failures) {
    return pace.after(failures);
  }

  private Tigris tigris(AccessKey credentials) {
    return new Tigris(new Account(requests, places.endpoints(), credentials, metrics::called));
  }

  private static Optional<BucketStatus> known(AvatarOrigin resource) {
    return Optional.ofNullable(resource.getStatus()).map(status -> status.bucket());
  }
}
