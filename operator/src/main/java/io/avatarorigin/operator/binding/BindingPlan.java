package io.avatarorigin.operator.binding;

import io.avatarorigin.operator.api.BucketStatus;
import io.avatarorigin.operator.binding.store.BucketChange;
import io.avatarorigin.operator.binding.store.BucketState;
import io.avatarorigin.operator.binding.store.Shadow;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Decides what to do next for a bucket, and does nothing. */
final class BindingPlan {
  private BindingPlan() {}

  /** What is next. */
  sealed interface Step {
    /** To write down that the bucket will be made and bound, before it is. */
    record Announce() implements Step {}

    record Create() implements Step {}

    /**
     * To set it to something.
     *
     * @param isMending whether it was once as it shall be
     */
    record Change(BucketChange change, boolean isMending) implements Step {}

    /** To wait: what was written is not yet read, perhaps. */
    record Settle(BucketChange awaited) implements Step {}

    /** Nothing can be done until somebody else has done something. */
    record Refuse(String reason, String message) implements Step {}

    /** All is as it shall be. */
    record Done() implements Step {}
  }

  /**
   * The next step.
   *
   * @param known what was written down before
   * @param seen what the store tells; empty where it has no such bucket
   */
  static Step next(
      Wish wish, BucketStatus known, Optional<BucketState> seen, Instant now, Duration settle) {
    if (seen.isEmpty()) {
      return absent(wish, known);
    }
    if (wish.makesBucket() && known.made() == null) {
      return new Step.Refuse(
          "BucketExists",
          "there is a bucket %s already: set spec.tigris.management to Adopt to use it, or name another"
              .formatted(wish.bucket()));
    }
    BucketState state = seen.get();
    Optional<Shadow> other = elsewhere(wish, known, state);
    if (other.isPresent() && known.boundTo() == null) {
      return new Step.Refuse(
          "BoundElsewhere",
          "the bucket %s falls through to %s at %s already: clear its migration settings first, or name another bucket"
              .formatted(wish.bucket(), other.get().name(), other.get().endpoint()));
    }
    if (!isAnnounced(wish, known)) {
      return new Step.Announce();
    }
    BucketChange change = change(wish, known, state);
    if (change.isNothing()) {
      return new Step.Done();
    }
    boolean isSameShadow = wish.shadowDigest().equals(known.applied());
    if (isFresh(known, now, settle)) {
      return change.shadow().isEmpty() || isSameShadow
          ? new Step.Settle(change)
          : new Step.Change(change.onlyShadow(), false);
    }
    return new Step.Change(change, isSameShadow && Boolean.TRUE.equals(known.confirmed()));
  }

  /** Where the bucket falls through to, if the operator has not seen to that. */
  static Optional<Shadow> elsewhere(Wish wish, BucketStatus known, BucketState state) {
    return state
        .shadow()
        .filter(it -> !it.isAt(wish.shadow()))
        .filter(it -> !it.url().equals(known.boundTo()) && !it.url().equals(known.bindingTo()));
  }

  private static boolean isAnnounced(Wish wish, BucketStatus known) {
    String host = wish.host().toString();
    return host.equals(known.boundTo()) || host.equals(known.bindingTo());
  }

  /** Whether something was written of late, so that reads may show what was before. */
  private static boolean isFresh(BucketStatus known, Instant now, Duration settle) {
    return known.appliedTime() != null
        && now.isBefore(Instant.parse(known.appliedTime()).plus(settle));
  }

  private static Step absent(Wish wish, BucketStatus known) {
    if (!wish.makesBucket()) {
      return new Step.Refuse(
          "BucketNotFound",
          "there is no bucket %s in the account of the credentials: make it, or set spec.tigris.management to Create"
              .formatted(wish.bucket()));
    }
    return known.made() != null && isAnnounced(wish, known)
        ? new Step.Create()
        : new Step.Announce();
  }

  private static BucketChange change(Wish wish, BucketStatus known, BucketState state) {
    return new BucketChange(
        wish.isPublic().filter(it -> !state.isPublic().equals(Optional.of(it))),
        Optional.ofNullable(wish.spec().cacheControl())
            .filter(it -> !it.equals(state.cacheControl())),
        Optional.of(wish.regions()).filter(it -> !it.isEmpty() && !it.equals(state.regions())),
        Optional.ofNullable(wish.spec().headers())
            .map(it -> merged(state.headers(), it))
            .filter(it -> !it.equals(state.headers())),
        shadow(wish, known, state));
  }

  /** Theirs and ours, since all that a change does not name would be taken away. */
  private static Map<String, String> merged(Map<String, String> theirs, Map<String, String> ours) {
    Map<String, String> merged = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    merged.putAll(theirs);
    merged.putAll(ours);
    return merged;
  }

  private static Optional<BucketChange.SecretShadow> shadow(
      Wish wish, BucketStatus known, BucketState state) {
    boolean isThere =
        state.shadow().equals(Optional.of(wish.shadow()))
            && wish.shadowDigest().equals(known.applied());
    return isThere
        ? Optional.empty()
        : Optional.of(new BucketChange.SecretShadow(wish.shadow(), wish.pair().secretAccessKey()));
  }
}
