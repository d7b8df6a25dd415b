package io.avatarorigin.origin.s3.list;

import io.avatarorigin.origin.s3.http.QueryParameters;
import io.avatarorigin.origin.s3.wire.S3Error;
import io.avatarorigin.origin.s3.wire.S3Response;
import io.avatarorigin.origin.s3.wire.XmlDocument;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lists without entries, whatever is asked: the keyspace is unbounded, and keys may be nobody's to
 * tell. Parameters are checked and echoed as in any list, so that clients and stores that probe a
 * bucket get a whole answer at once.
 */
public final class EmptyLists {
  private EmptyLists() {}

  /** ListObjects, the first version. */
  public static S3Response listObjects(String bucket, QueryParameters query) {
    ListParameters parameters = ListParameters.of(query);
    KeyEncoding encoding = parameters.encoding();
    return document(
        "ListBucketResult",
        xml -> {
          xml.text("Name", bucket);
          xml.text("Prefix", encoding.encode(parameters.prefix()));
          xml.text("Marker", encoding.encode(query.first("marker").orElse("")));
          parameters.writePage(xml);
        });
  }

  /** ListObjectsV2. An empty continuation token counts as absent, but is echoed. */
  public static S3Response listObjectsV2(String bucket, QueryParameters query) {
    String listType = query.first("list-type").orElse("");
    if (!listType.equals("2")) {
      throw S3Error.invalidArgument("list-type", listType, "list-type must be 2").toException();
    }
    ListParameters parameters = ListParameters.of(query);
    Optional<String> token = query.first("continuation-token");
    token.filter(text -> !text.isEmpty()).ifPresent(ContinuationToken::parse);
    KeyEncoding encoding = parameters.encoding();
    return document(
        "ListBucketResult",
        xml -> {
          xml.text("Name", bucket);
          xml.text("Prefix", encoding.encode(parameters.prefix()));
          xml.text("StartAfter", query.firstNonEmpty("start-after").map(encoding::encode));
          xml.text("ContinuationToken", token);
          xml.text("KeyCount", "0");
          parameters.writePage(xml);
        });
  }

  /** ListObjectVersions. */
  public static S3Response listObjectVersions(String bucket, QueryParameters query) {
    ListParameters parameters = ListParameters.of(query);
    Optional<String> keyMarker = query.firstNonEmpty("key-marker");
    Optional<String> versionIdMarker = query.firstNonEmpty("version-id-marker");
    if (versionIdMarker.isPresent() && keyMarker.isEmpty()) {
      throw S3Error.invalidArgument(
              "version-id-marker",
              versionIdMarker.get(),
              "version-id-marker is of no use without key-marker")
          .toException();
    }
    KeyEncoding encoding = parameters.encoding();
    return document(
        "ListVersionsResult",
        xml -> {
          xml.text("Name", bucket);
          xml.text("Prefix", encoding.encode(parameters.prefix()));
          xml.text("KeyMarker", encoding.encode(keyMarker.orElse("")));
          xml.text("VersionIdMarker", versionIdMarker.orElse(""));
          parameters.writePage(xml);
        });
  }

  private static S3Response document(String root, Consumer<XmlDocument> content) {
    return S3Response.xml(200, XmlDocument.of(root, content));
  }
}
