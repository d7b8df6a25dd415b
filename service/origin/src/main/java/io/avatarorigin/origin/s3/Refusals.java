package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.auth.Caller;
import io.avatarorigin.origin.s3.wire.ResponseHeader;
import io.avatarorigin.origin.s3.wire.S3Error;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.s3.wire.S3Request;
import io.avatarorigin.origin.s3.wire.S3Response;
import io.avatarorigin.origin.s3.wire.Target;

/** Refuses methods that this read-only surface does not have, and says which it has. */
final class Refusals {
  private final Buckets buckets;

  Refusals(Buckets buckets) {
    this.buckets = buckets;
  }

  /** A method that the target does not have. */
  S3Response method(S3Request request, Caller caller) {
    String allowed = "GET, HEAD, OPTIONS" + (hasDelete(request) ? ", DELETE" : "");
    throw named(S3Error.of(S3ErrorCode.METHOD_NOT_ALLOWED), request)
        .with(ResponseHeader.ALLOW, allowed)
        .toException();
  }

  private boolean hasDelete(S3Request request) {
    return request.target() instanceof Target.Key
        && buckets
            .of(request)
            .filter(bucket -> bucket.deletes() == S3Bucket.Deletes.REFUSED)
            .isEmpty();
  }

  static S3Error named(S3Error error, S3Request request) {
    return error
        .with("Method", request.method())
        .with("ResourceType", request.target().resourceType());
  }
}
