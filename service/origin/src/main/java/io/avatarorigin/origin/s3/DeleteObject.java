package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.auth.Caller;
import io.avatarorigin.origin.s3.wire.S3Request;
import io.avatarorigin.origin.s3.wire.S3Response;
import java.util.List;

/**
 * DeleteObject, which succeeds and does nothing: a store in front mirrors the deletes of its
 * copies, and an error here could make those fail. A bucket may refuse it instead.
 */
final class DeleteObject implements Action {
  private static final System.Logger LOGGER = System.getLogger(DeleteObject.class.getName());

  private final Buckets buckets;
  private final Refusals refusals;

  DeleteObject(Buckets buckets, Refusals refusals) {
    this.buckets = buckets;
    this.refusals = refusals;
  }

  @Override
  public S3Response answer(S3Request request, Caller caller) {
    if (buckets.of(request).filter(DeleteObject::refuses).isPresent()) {
      return refusals.method(request, caller);
    }
    LOGGER.log(System.Logger.Level.INFO, "event=delete-ignored bucket={0}", request.bucket());
    return S3Response.empty(204, List.of());
  }

  private static boolean refuses(S3Bucket bucket) {
    return bucket.deletes() == S3Bucket.Deletes.REFUSED;
  }
}
