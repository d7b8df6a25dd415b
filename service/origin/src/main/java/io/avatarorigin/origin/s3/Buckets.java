package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.wire.S3Error;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.s3.wire.S3Request;
import io.avatarorigin.origin.s3.wire.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The buckets by name. */
final class Buckets {
  private final Map<String, S3Bucket> byName;

  Buckets(List<S3Bucket> buckets) {
    this.byName =
        buckets.stream().collect(Collectors.toUnmodifiableMap(S3Bucket::name, Function.identity()));
  }

  Optional<S3Bucket> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Refuses a request for a bucket that there is not, if it is about a bucket at all. */
  static void refuseMissing(S3Request request) {
    if (request.target() instanceof Target.Service) {
      return;
    }
    String name = request.bucket();
    S3ErrorCode code =
        S3Bucket.isName(name) ? S3ErrorCode.NO_SUCH_BUCKET : S3ErrorCode.INVALID_BUCKET_NAME;
    throw S3Error.of(code).with("BucketName", name).toException();
  }

  /** The bucket that a request is about, if it is about one that there is. */
  Optional<S3Bucket> of(S3Request request) {
    return switch (request.target()) {
      case Target.Service service -> Optional.empty();
      case Target.Bucket bucket -> find(bucket.bucket());
      case Target.Key key -> find(key.bucket());
    };
  }
}
