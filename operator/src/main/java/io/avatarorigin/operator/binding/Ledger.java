package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.api.TigrisSpec;
import io.avatarorigin.operator.binding.store.Shadow;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is written down of a bucket, while a pass goes on. For one thread. */
final class Ledger {
  private final String name;
  private final String credentialsSecretName;
  private final TigrisSpec.DeletionPolicy deletionPolicy;
  private final @Nullable String url;
  private BucketStatus.@Nullable Making made;
  private boolean issued;
  private @Nullable String boundTo;
  private @Nullable String bindingTo;
  private @Nullable String accessKeyId;
  private @Nullable String applied;
  private @Nullable String appliedTime;
  private boolean confirmed;
  private @Nullable String contentVersion;
  private BucketStatus.@Nullable Purge purge;
  private @Nullable String verified;

  private Ledger(Wish wish, @Nullable String url) {
    this.name = wish.bucket();
    this.credentialsSecretName = wish.spec().credentialsSecretRef().name();
    this.deletionPolicy = wish.deletionPolicy();
    this.url = url;
  }

  /**
   * What was written down before, of the same bucket.
   *
   * @param url where everybody may read it, if everybody may
   */
  static Ledger open(Wish wish, Optional<URI> url, Optional<BucketStatus> before) {
    Ledger ledger = new Ledger(wish, url.map(URI::toString).orElse(null));
    before.ifPresent(ledger::read);
    return ledger;
  }

  private void read(BucketStatus before) {
    made = before.made();
    issued = Boolean.TRUE.equals(before.issued());
    boundTo = before.boundTo();
    bindingTo = before.bindingTo();
    accessKeyId = before.accessKeyId();
    applied = before.applied();
    appliedTime = before.appliedTime();
    confirmed = Boolean.TRUE.equals(before.confirmed());
    contentVersion = before.contentVersion();
    purge = before.purge();
    verified = before.verified();
  }

  BucketStatus status() {
    return new BucketStatus(
        name,
        url,
        made,
        credentialsSecretName,
        deletionPolicy,
        boundTo,
        bindingTo,
        accessKeyId,
        applied,
        appliedTime,
        confirmed ? true : null,
        contentVersion,
        purge,
        verified,
        issued ? true : null);
  }

  /**
   * Something will be done that has to be undone one day.
   *
   * @param seen where the bucket falls through to now
   */
  void announce(Wish wish, Optional<Shadow> seen) {
    if (wish.makesBucket() && made == null) {
      made = BucketStatus.Making.Announced;
    }
    if (bindingTo != null && seen.map(Shadow::url).equals(Optional.of(bindingTo))) {
      boundTo = bindingTo; // it was bound, and the answer was lost
    }
    bindingTo = wish.host().toString();
  }

  /** The bucket was made, or was found when it was to be made. */
  void make(boolean isNew) {
    if (made != BucketStatus.Making.Made) {
      made = isNew ? BucketStatus.Making.Made : BucketStatus.Making.Found;
    }
  }

  /** The bucket was set to what is wanted; perhaps it is not yet read so. */
  void apply(Wish wish, boolean isShadow, Instant now) {
    appliedTime = now.truncatedTo(ChronoUnit.SECONDS).toString();
    confirmed = false;
    if (isShadow) {
      boundTo = wish.host().toString();
      bindingTo = null;
      accessKeyId = wish.pair().accessKeyId();
      applied = wish.shadowDigest();
    }
  }

  /** The bucket was read as it is wanted. */
  void confirm() {
    confirmed = true;
  }

  void unconfirm() {
    confirmed = false;
  }

  /** Whether keys of the bucket may have been issued. */
  void issued(boolean may) {
    issued = may;
  }

  void holds(String version) {
    contentVersion = version;
    purge = null;
  }

  void purge(BucketStatus.Purge next) {
    purge = next;
  }

  void verify(String digest) {
    verified = digest;
  }
}
