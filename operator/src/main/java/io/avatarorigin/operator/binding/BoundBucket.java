package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.binding.store.StoreException;
import io.avatarorigin.operator.binding.store.Tigris;
import io.avatarorigin.operator.blueprint.Blueprint;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A bucket that falls through to its origin: its key, its earlier pictures, and a look at it. */
final class BoundBucket {
  private final Wish wish;
  private final Ledger ledger;
  private final Tigris tigris;
  private final Surroundings surroundings;
  private final Origin origin;
  private Duration asked = Duration.ZERO;

  BoundBucket(Wish wish, Ledger ledger, Tigris tigris, Surroundings surroundings, Origin origin) {
    this.wish = wish;
    this.ledger = ledger;
    this.tigris = tigris;
    this.surroundings = surroundings;
    this.origin = origin;
  }

  /**
   * Does one step of each.
   *
   * @param url where everybody reads the bucket; empty where nobody may without a key
   */
  BindingReport tend(Blueprint blueprint, OriginFacts facts, KeySafe safe, Optional<URI> url) {
    Optional<Finding> key = key(blueprint, safe);
    Optional<Finding> purged = purge(blueprint, facts);
    Finding verified = verify(blueprint, facts, url);
    Finding bound =
        purged.orElseGet(
            () ->
                Finding.yes(
                    "Bound", "%s falls through to %s".formatted(wish.bucket(), wish.host())));
    BindingReport report =
        new BindingReport(
            ledger.status(), bound, key, Optional.of(verified), surroundings.pace().look());
    if (ledger.status().purge() != null) {
      return report.after(purged.isPresent() ? pause() : surroundings.pace().purge());
    }
    return report.isSettled() ? report : report.after(pause());
  }

  private Finding failure(StoreException e) {
    surroundings.metrics().failed(e.category());
    asked = e.pause().filter(it -> it.compareTo(asked) > 0).orElse(asked);
    return Failures.finding(e);
  }

  /** As long as the store asks for, where that is longer. */
  private Duration pause() {
    Duration usual = surroundings.pause();
    return asked.compareTo(usual) > 0 ? asked : usual;
  }

  private Optional<Finding> key(Blueprint blueprint, KeySafe safe) {
    BucketKeys keys =
        new BucketKeys(Undoing.keyName(blueprint.resource()), tigris.accessKeys(), safe);
    try {
      return keys.tend(wish, ledger, surroundings.now());
    } catch (KeySafe.NotKeptException e) {
      return Optional.of(
          Finding.no("SecretNotWritten", e.getMessage() + "; the key was revoked again"));
    } catch (StoreException e) {
      return Optional.of(failure(e));
    }
  }

  /** What hinders it; empty where nothing does. */
  private Optional<Finding> purge(Blueprint blueprint, OriginFacts facts) {
    if (facts.contentVersion().isEmpty()) {
      return Optional.empty();
    }
    Purges purges = new Purges(surroundings.pace());
    purges.begin(wish, ledger, facts.contentVersion().get(), surroundings.now());
    BucketStatus.Purge running = ledger.status().purge();
    if (running == null || blueprint.isSuspended()) {
      return Optional.empty();
    }
    if (!facts.isSettled()) {
      purges.postpone(ledger, running, surroundings.now());
      return Optional.empty();
    }
    if (surroundings.now().isBefore(Instant.parse(running.notBefore()))) {
      return Optional.empty();
    }
    try {
      surroundings.metrics().purged(purges.step(wish, ledger, running, tigris));
      return Optional.empty();
    } catch (StoreException e) {
      return Optional.of(failure(e));
    }
  }

  private Finding verify(Blueprint blueprint, OriginFacts facts, Optional<URI> url) {
    if (facts.contentVersion().isEmpty()) {
      return Finding.notYet("NotTold", "the origin has not told yet what it draws");
    }
    String subject = FallThrough.subject(wish, facts.contentVersion().get());
    if (subject.equals(ledger.status().verified())) {
      return Finding.yes("SamePicture", "the bucket has given the picture that the origin serves");
    }
    if (blueprint.isSuspended()) {
      return Finding.notYet("Suspended", "a picture has to be drawn for it");
    }
    if (!facts.isSettled()) {
      return Finding.notYet("RollingOut", "origins of an earlier making still serve");
    }
    Finding finding =
        new FallThrough(surroundings.requests(), origin).verify(wish, subject, url, tigris);
    if (finding.isYes()) {
      ledger.verify(subject);
    }
    return finding;
  }
}
