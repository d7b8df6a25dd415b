package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.auth.Caller;
import io.avatarorigin.origin.s3.http.QueryParameters;
import io.avatarorigin.origin.s3.list.ObjectCursor;
import io.avatarorigin.origin.s3.wire.S3Request;
import io.avatarorigin.origin.s3.wire.S3Response;
import java.io.UncheckedIOException;

/** Answers one of the lists of a bucket's objects, and makes none of them. */
record ListAction(StoredObjects objects, ObjectList list) implements Action {
  /** One of the three lists. */
  @FunctionalInterface
  interface ObjectList {
    S3Response answer(String bucket, QueryParameters query, ObjectCursor objects);
  }

  @Override
  public S3Response answer(S3Request request, Caller caller) {
    try {
      return list.answer(request.bucket(), request.query(), objects.list(request.bucket()));
    } catch (UncheckedIOException e) {
      // Half a list would be taken for the whole one, and what it lacks for deleted.
      throw objects.unlistable();
    }
  }
}
