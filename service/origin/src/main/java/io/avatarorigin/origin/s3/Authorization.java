package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.auth.Caller;
import io.avatarorigin.origin.s3.auth.Rights;
import io.avatarorigin.origin.s3.wire.S3Error;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.s3.wire.S3Request;
import io.avatarorigin.origin.s3.wire.Target;
import java.util.Optional;

/**
 * What a caller may ask for, by its access key's rights and its bucket's access. Asked before it is
 * looked whether the bucket exists: a key without rights gets the same document either way. Headers
 * tell a known bucket all the same, as its region has to be told to clients that ask for it without
 * rights.
 */
final class Authorization {
  private final Buckets buckets;

  Authorization(Buckets buckets) {
    this.buckets = buckets;
  }

  /**
   * Refuses what the caller may not ask for.
   *
   * @throws io.avatarorigin.origin.s3.wire.S3Exception AccessDenied
   */
  void require(Plan plan, S3Request request, Caller caller, Optional<S3Bucket> bucket) {
    boolean allowed =
        switch (caller) {
          case Caller.Anonymous nobody ->
              plan.admission() == Plan.Admission.READERS
                  && bucket.isPresent()
                  && bucket.get().access() != S3Bucket.Access.SIGNED;
          case Caller.Credentialed holder -> covers(holder.rights(), plan, request);
        };
    if (!allowed) {
      throw S3Error.of(S3ErrorCode.ACCESS_DENIED).toException();
    }
  }

  /** Whether an object may be made for a caller that may read it. */
  Making making(S3Request request, Caller caller) {
    boolean allowed =
        switch (caller) {
          case Caller.Credentialed holder -> holder.rights().reads() == Rights.Reads.ALL;
          case Caller.Anonymous nobody ->
              buckets
                  .of(request)
                  .filter(bucket -> bucket.access() == S3Bucket.Access.PUBLIC)
                  .isPresent();
        };
    return allowed ? Making.ALLOWED : Making.FORBIDDEN;
  }

  private static boolean covers(Rights rights, Plan plan, S3Request request) {
    return switch (request.target()) {
      case Target.Service service -> true; // a list of buckets leaves out those without rights
      case Target.Bucket bucket ->
          rights.coverBucket(bucket.bucket())
              && (!plan.operation().listsKeys()
                  || rights.coverKeys(request.query().first("prefix").orElse("")));
      case Target.Key key -> rights.coverBucket(key.bucket()) && rights.coverKeys(key.key());
    };
  }
}
