package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.auth.Caller;
import io.avatarorigin.origin.s3.wire.ResponseHeader;
import io.avatarorigin.origin.s3.wire.S3Error;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.s3.wire.S3Request;
import io.avatarorigin.origin.s3.wire.S3Response;
import io.avatarorigin.origin.s3.wire.Target;

/** The actions that refuse whatever they are asked. */
final class Refusals {
  private Refusals() {}

  /** A method that this read-only surface does not have. */
  static S3Response method(S3Request request, Caller caller) {
    String allowed =
        request.target() instanceof Target.Key
            ? "GET, HEAD, OPTIONS, DELETE"
            : "GET, HEAD, OPTIONS";
    throw named(S3Error.of(S3ErrorCode.METHOD_NOT_ALLOWED), request)
        .with(ResponseHeader.ALLOW, allowed)
        .toException();
  }

  /** A preflight, while no bucket has CORS rules. */
  static S3Response preflight(S3Request request, Caller caller) {
    if (!request.headers().has("origin")) {
      throw S3Error.of(S3ErrorCode.BAD_REQUEST, "A preflight has an Origin header").toException();
    }
    throw named(S3Error.of(S3ErrorCode.ACCESS_FORBIDDEN), request).toException();
  }

  private static S3Error named(S3Error error, S3Request request) {
    return error
        .with("Method", request.method())
        .with("ResourceType", request.target().resourceType());
  }
}
