package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.auth.Caller;
import io.avatarorigin.origin.s3.list.ObjectCursor;
import io.avatarorigin.origin.s3.wire.ResponseHeader;
import io.avatarorigin.origin.s3.wire.S3Error;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.s3.wire.S3Exception;
import io.avatarorigin.origin.s3.wire.S3Request;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** The object source as operations see it: what cannot be had is an S3 error. */
final class StoredObjects {
  private static final int LONGEST_KEY = 1024;

  /**
   * After a list that could not be read, and as much again at most, so that not all come at once.
   */
  private static final long LEAST_PAUSE_SECONDS = 5;

  private final ObjectSource source;
  private final Authorization authorization;
  private final RandomGenerator jitter;

  StoredObjects(ObjectSource source, Authorization authorization, RandomGenerator jitter) {
    this.source = source;
    this.authorization = authorization;
    this.jitter = jitter;
  }

  /** The object that is asked for, made if need be and if the caller may have it made. */
  S3Object require(S3Request request, Caller caller) {
    String key = request.key();
    requireShort(key);
    Making making = authorization.making(request, caller);
    return switch (source.lookup(request.bucket(), key, making)) {
      case ObjectLookup.Found found -> found.object();
      case ObjectLookup.Absent absent -> throw noSuchKey(key);
      case ObjectLookup.NotMade notMade -> throw notMade();
      case ObjectLookup.Overloaded overloaded ->
          throw tryAgain(S3ErrorCode.SLOW_DOWN, overloaded.retryAfter());
      case ObjectLookup.Unavailable unavailable ->
          throw tryAgain(S3ErrorCode.SERVICE_UNAVAILABLE, unavailable.retryAfter());
    };
  }

  /** Refuses a key that cannot name an object, without making one. */
  void requireKey(String bucket, String key) {
    requireShort(key);
    if (!source.mayHold(bucket, key)) {
      throw noSuchKey(key);
    }
  }

  /** The objects that a list of the bucket tells. */
  ObjectCursor list(String bucket) {
    return source.list(bucket);
  }

  /** That there is no list now. */
  S3Exception unlistable() {
    long seconds = LEAST_PAUSE_SECONDS + jitter.nextLong(LEAST_PAUSE_SECONDS + 1);
    return tryAgain(S3ErrorCode.SERVICE_UNAVAILABLE, Duration.ofSeconds(seconds));
  }

  /** Refuses a key that is longer than any may be. */
  static void requireShort(String key) {
    if (key.length() <= LONGEST_KEY / 3) {
      return; // a char is three octets of UTF-8 at most
    }
    int octets = key.getBytes(StandardCharsets.UTF_8).length;
    if (octets > LONGEST_KEY) {
      throw S3Error.of(S3ErrorCode.KEY_TOO_LONG)
          .with("Size", Integer.toString(octets))
          .with("MaxSizeAllowed", Integer.toString(LONGEST_KEY))
          .toException();
    }
  }

  private static S3Exception noSuchKey(String key) {
    return S3Error.of(S3ErrorCode.NO_SUCH_KEY).with("Key", key).toException();
  }

  /** Not NoSuchKey, which stores in front would remember. */
  private static S3Exception notMade() {
    return S3Error.of(
            S3ErrorCode.ACCESS_DENIED,
            "The object is not made yet, and this access key, or no key, may read made ones only")
        .toException();
  }

  /** Retry-After counts whole seconds, at least one. */
  private static S3Exception tryAgain(S3ErrorCode code, Duration retryAfter) {
    long seconds = Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds());
    return S3Error.of(code).with(ResponseHeader.RETRY_AFTER, Long.toString(seconds)).toException();
  }
}
