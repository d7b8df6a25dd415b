package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.api.TigrisSpec;
import io.avatarorigin.operator.binding.KeySafe.Kept;
import io.avatarorigin.operator.binding.store.AccessKeys;
import io.avatarorigin.operator.binding.store.IssuedKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;

/**
 * Has a key of the bucket issued, and revokes it. A key whose answer was lost is found by its name
 * and revoked, since its secret is told once.
 */
final class BucketKeys {
  /** Until applications have read the new key. */
  private static final Duration OVERLAP = Duration.ofDays(1);

  private static final Duration LISTED = Duration.ofMinutes(2);

  private final String name;
  private final AccessKeys keys;
  private final KeySafe safe;

  /**
   * @param name of the keys, which no other resource has
   */
  BucketKeys(String name, AccessKeys keys, KeySafe safe) {
    this.name = name;
    this.keys = keys;
    this.safe = safe;
  }

  /** Makes it as it shall be; empty where no key is wanted. */
  Optional<Finding> tend(Wish wish, Ledger ledger, Instant now) {
    boolean isAnnounced = ledger.status().issued() != null;
    TigrisSpec.ReaderKey wanted = wish.spec().accessKey();
    if (wanted == null) {
      if (isAnnounced) {
        keys.revokeAll(name);
        safe.discard();
        ledger.issued(false);
      }
      return Optional.empty();
    }
    if (!isAnnounced) {
      ledger.issued(true);
      return Optional.of(Finding.notYet("Announced", "a key will be issued"));
    }
    TigrisSpec.Role role = Objects.requireNonNullElse(wanted.role(), TigrisSpec.Role.ReadOnly);
    Optional<Kept> kept = safe.kept().filter(it -> it.bucket().equals(wish.bucket()));
    if (kept.isEmpty() || isOutdated(wish, kept.get(), role, now) || isRevoked(kept.get(), now)) {
      issue(wish, role, kept.map(Kept::id), now);
    } else if (kept.get().before().isPresent()
        && !kept.get().made().plus(overlap(wish)).isAfter(now)) {
      keys.revoke(kept.get().before().get());
      safe.update(kept.get().withoutBefore());
    }
    return Optional.of(Finding.yes("Issued", "applications find the key in its Secret"));
  }

  private static boolean isOutdated(Wish wish, Kept kept, TigrisSpec.Role role, Instant now) {
    return kept.role() != role
        || (kept.before().isEmpty() && Age.isDue(wish.spec(), kept.made(), now));
  }

  /** Whether somebody else has revoked it; lists may take a while to show a new one. */
  private boolean isRevoked(Kept kept, Instant now) {
    return !now.isBefore(kept.made().plus(LISTED)) && !keys.named(name).contains(kept.id());
  }

  private static Duration overlap(Wish wish) {
    return Age.most(wish.spec())
        .map(age -> age.dividedBy(2))
        .filter(half -> half.compareTo(OVERLAP) < 0)
        .orElse(OVERLAP);
  }

  private void issue(Wish wish, TigrisSpec.Role role, Optional<String> before, Instant now) {
    for (String id : keys.named(name)) {
      if (!before.equals(Optional.of(id))) {
        keys.revoke(id);
      }
    }
    IssuedKey key = keys.issue(name, wish.bucket(), role.name());
    try {
      safe.keep(
          new Kept(key.id(), wish.bucket(), role, now.truncatedTo(ChronoUnit.SECONDS), before),
          key);
    } catch (KeySafe.NotKeptException e) {
      keys.revoke(key.id());
      throw e;
    }
  }
}
