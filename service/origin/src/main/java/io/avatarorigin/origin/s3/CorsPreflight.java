package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.auth.Caller;
import io.avatarorigin.origin.s3.cors.CorsRules;
import io.avatarorigin.origin.s3.cors.Preflight;
import io.avatarorigin.origin.s3.wire.HeaderLine;
import io.avatarorigin.origin.s3.wire.S3Error;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.s3.wire.S3Request;
import io.avatarorigin.origin.s3.wire.S3Response;
import java.util.List;
import java.util.Optional;

/** Answers a browser that asks whether a page of another origin may ask. */
final class CorsPreflight implements Action {
  private final Buckets buckets;

  CorsPreflight(Buckets buckets) {
    this.buckets = buckets;
  }

  @Override
  public S3Response answer(S3Request request, Caller caller) {
    Preflight preflight = Preflight.parse(request.headers());
    Optional<S3Bucket> bucket = buckets.of(request);
    if (bucket.isEmpty()) {
      Buckets.refuseMissing(request);
    }
    CorsRules rules = bucket.map(S3Bucket::cors).orElse(CorsRules.NONE);
    List<HeaderLine> granted =
        rules
            .grant(preflight)
            .orElseThrow(
                () ->
                    Refusals.named(S3Error.of(S3ErrorCode.ACCESS_FORBIDDEN), request)
                        .toException());
    return S3Response.empty(200, granted);
  }
}
