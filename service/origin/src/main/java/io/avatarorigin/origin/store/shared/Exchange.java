package io.avatarorigin.origin.store.shared;

import io.avatarorigin.origin.avatar.ContentVersion;
import io.avatarorigin.origin.bucket.BucketException;
import io.avatarorigin.origin.bucket.PutResult;
import io.avatarorigin.origin.bucket.RemoteBucket;
import io.avatarorigin.origin.bucket.RemoteObject;
import io.avatarorigin.vocabulary.Hash;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The talk with the bucket about one portrait at a time, by the one rule: the first that is written
 * stands, and nothing is ever written over. Calls block.
 */
final class Exchange {
  private static final System.Logger LOGGER = System.getLogger(Exchange.class.getName());

  private final RemoteBucket bucket;
  private final SharedKeys keys;
  private final ContentVersion version;
  private final int side;
  private final Breaker breaker;
  private final Predicate<Hash> barred;
  private final Consumer<SharedOutcome> listener;

  Exchange(SharedTier.Parts parts, Breaker breaker) {
    this.bucket = parts.shared().bucket();
    this.keys = new SharedKeys(parts.shared().prefix());
    this.version = parts.version();
    this.side = parts.side();
    this.barred = parts.barred();
    this.listener = parts.listener();
    this.breaker = breaker;
  }

  /** Looks for a portrait. */
  Lookup find(Hash hash) {
    return guarded(hash, () -> read(hash), new Lookup.Unknown());
  }

  /** Offers ours; what another origin wrote before counts more. */
  Settlement offer(Hash hash, SharedPicture ours) {
    return guarded(hash, () -> write(hash, ours), new Settlement.Open());
  }

  /**
   * Takes the portrait away. A key that may not delete is no reason to leave the bucket alone.
   *
   * @return whether trying again would be of no use
   */
  boolean remove(Hash hash) {
    try {
      bucket.delete(keys.portrait(version, hash));
      return true;
    } catch (BucketException e) {
      listener.accept(SharedOutcome.FAILED);
      LOGGER.log(
          System.Logger.Level.WARNING,
          "a barred portrait may still be in the shared bucket; run avatar-origin forget again: {0}",
          e.getMessage());
      return e.kind() == BucketException.Kind.MISCONFIGURED;
    }
  }

  /** Asks for anything, so that the breaker learns how it stands. */
  void probe() {
    try {
      bucket.get(keys.probe());
      breaker.succeeded();
    } catch (BucketException e) {
      failed(e);
    }
  }

  private <T> T guarded(Hash hash, Supplier<T> call, T otherwise) {
    if (barred.test(hash)) {
      return otherwise;
    }
    try {
      T result = call.get();
      return barred.test(hash) ? otherwise : result;
    } catch (BucketException e) {
      failed(e);
      return otherwise;
    }
  }

  private Lookup read(Hash hash) {
    String key = keys.portrait(version, hash);
    Optional<RemoteObject> object;
    try {
      object = bucket.get(key);
    } catch (BucketException e) {
      if (e.kind() != BucketException.Kind.TOO_LONG) {
        throw e;
      }
      damaged(key, e);
      return new Lookup.Foreign();
    }
    breaker.succeeded();
    if (object.isEmpty()) {
      listener.accept(SharedOutcome.MISS);
      return new Lookup.Absent();
    }
    try {
      Lookup.Here here = SharedPicture.read(object.get(), side);
      listener.accept(SharedOutcome.HIT);
      return here;
    } catch (IOException e) {
      damaged(key, e);
      return new Lookup.Foreign();
    }
  }

  private Settlement write(Hash hash, SharedPicture ours) {
    String key = keys.portrait(version, hash);
    PutResult result =
        bucket.putIfAbsent(key, ours.png(), SharedPicture.CONTENT_TYPE, ours.metadata());
    breaker.succeeded();
    if (result == PutResult.STORED) {
      listener.accept(SharedOutcome.STORED);
      if (barred.test(hash)) { // since this picture began
        remove(hash);
      }
      return new Settlement.Ours();
    }
    listener.accept(SharedOutcome.LOST_RACE);
    return switch (read(hash)) {
      case Lookup.Here theirs -> new Settlement.Theirs(theirs);
      case Lookup.Foreign _ -> new Settlement.Ours();
      case Lookup.Absent _, Lookup.Unknown _ -> new Settlement.Open(); // deleted just now
    };
  }

  private void damaged(String key, Exception why) {
    listener.accept(SharedOutcome.DAMAGED);
    LOGGER.log(
        System.Logger.Level.WARNING,
        "not a shared portrait, and neither served nor written over; delete it key={0}: {1}",
        key,
        why.getMessage());
  }

  private void failed(BucketException failure) {
    listener.accept(SharedOutcome.FAILED);
    breaker.failed(failure);
  }
}
