package io.avatarorigin.origin.s3;

import java.time.Duration;

/** What became of asking for an object. */
public sealed interface ObjectLookup {
  /** The object is here, whole. */
  record Found(S3Object object) implements ObjectLookup {}

  /** There is no such key, and asking again will not change that soon. */
  record Absent() implements ObjectLookup {}

  /** There may be such an object, but it is not made yet, and may not be made for this request. */
  record NotMade() implements ObjectLookup {}

  /** Too many objects are waiting to be made: SlowDown. */
  record Overloaded(Duration retryAfter) implements ObjectLookup {}

  /** The object could not be made in time: ServiceUnavailable. */
  record Unavailable(Duration retryAfter) implements ObjectLookup {}
}
