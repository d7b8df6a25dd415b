package io.avatarorigin.origin.s3.list;

import io.avatarorigin.origin.s3.http.QueryParameters;
import io.avatarorigin.origin.s3.wire.S3Response;

/** ListObjects, the first version: a page begins behind a key or group that the client names. */
public final class ListObjects {
  private ListObjects() {}

  /** The answer to this query. */
  public static S3Response answer(String bucket, QueryParameters query, ObjectCursor objects) {
    ListParameters parameters = ListParameters.of(query);
    String marker = query.first("marker").orElse("");
    ListPage page = parameters.page(objects, parameters.scope().behind(marker));
    return new ListDocument(parameters, page)
        .toResponse(
            "ListBucketResult",
            bucket,
            ListDocument.EntryForm.OWNED_OBJECT,
            xml -> {
              xml.text("Marker", parameters.encode(marker));
              if (parameters.scope().delimiter().isPresent()) { // else the last key says it
                xml.text(
                    "NextMarker",
                    page.lastOfMany().map(last -> parameters.encode(last.position())));
              }
            });
  }
}
