package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.auth.Caller;
import io.avatarorigin.origin.s3.wire.S3Request;
import io.avatarorigin.origin.s3.wire.S3Response;

/** Answers one kind of request whose sender is known and may ask this. */
@FunctionalInterface
interface Action {
  /**
   * The answer.
   *
   * @throws io.avatarorigin.origin.s3.wire.S3Exception if the request is refused
   */
  S3Response answer(S3Request request, Caller caller);
}
