package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.auth.Caller;
import io.avatarorigin.origin.s3.wire.S3Request;
import io.avatarorigin.origin.s3.wire.S3Response;
import java.util.List;

/**
 * DeleteObject, which succeeds and does nothing: a store in front mirrors the deletes of its
 * copies, and an error here could make those fail.
 */
final class DeleteObject implements Action {
  private static final System.Logger LOGGER = System.getLogger(DeleteObject.class.getName());

  @Override
  public S3Response answer(S3Request request, Caller caller) {
    LOGGER.log(System.Logger.Level.INFO, "event=delete-ignored bucket={0}", request.bucket());
    return S3Response.empty(204, List.of());
  }
}
