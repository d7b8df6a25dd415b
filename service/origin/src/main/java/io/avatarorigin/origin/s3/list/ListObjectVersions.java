package io.avatarorigin.origin.s3.list;

import io.avatarorigin.origin.s3.http.QueryParameters;
import io.avatarorigin.origin.s3.wire.S3Error;
import io.avatarorigin.origin.s3.wire.S3Response;
import java.util.Optional;

/** ListObjectVersions: every object has one version, which is the latest. */
public final class ListObjectVersions {
  private ListObjectVersions() {}

  /** The answer to this query; behind the only version of a key is behind the key. */
  public static S3Response answer(String bucket, QueryParameters query, ObjectCursor objects) {
    ListParameters parameters = ListParameters.of(query);
    String keyMarker = query.first("key-marker").orElse("");
    Optional<String> versionIdMarker = query.firstNonEmpty("version-id-marker");
    if (versionIdMarker.isPresent() && keyMarker.isEmpty()) {
      throw S3Error.invalidArgument(
              "version-id-marker",
              versionIdMarker.get(),
              "version-id-marker is of no use without key-marker")
          .toException();
    }
    ListPage page = parameters.page(objects, parameters.scope().behind(keyMarker));
    return new ListDocument(parameters, page)
        .toResponse(
            "ListVersionsResult",
            bucket,
            ListDocument.EntryForm.OWNED_VERSION,
            xml -> {
              xml.text("KeyMarker", parameters.encode(keyMarker));
              xml.text("VersionIdMarker", versionIdMarker.orElse(""));
              xml.text(
                  "NextKeyMarker",
                  page.lastOfMany().map(last -> parameters.encode(last.position())));
              xml.text(
                  "NextVersionIdMarker",
                  page.lastOfMany().filter(ListPage.Entry.class::isInstance).map(last -> "null"));
            });
  }
}
