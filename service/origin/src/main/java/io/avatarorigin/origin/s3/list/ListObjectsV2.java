package io.avatarorigin.origin.s3.list;

import io.avatarorigin.origin.s3.http.QueryParameters;
import io.avatarorigin.origin.s3.wire.S3Error;
import io.avatarorigin.origin.s3.wire.S3Response;
import java.util.Optional;

/** ListObjectsV2: a page begins where a token says, or else behind a key that the client names. */
public final class ListObjectsV2 {
  private ListObjectsV2() {}

  /** The answer to this query. An empty token counts as absent, but is echoed. */
  public static S3Response answer(String bucket, QueryParameters query, ObjectCursor objects) {
    requireListType(query);
    ListParameters parameters = ListParameters.of(query);
    Optional<String> startAfter = query.firstNonEmpty("start-after");
    Optional<ContinuationToken> token =
        query.firstNonEmpty("continuation-token").map(ContinuationToken::parse);
    ListStart start =
        token
            .map(ContinuationToken::start)
            .orElseGet(() -> parameters.scope().behind(startAfter.orElse("")));
    ListPage page = parameters.page(objects, start);
    boolean owned = query.first("fetch-owner").filter("true"::equalsIgnoreCase).isPresent();
    return new ListDocument(parameters, page)
        .toResponse(
            "ListBucketResult",
            bucket,
            owned ? ListDocument.EntryForm.OWNED_OBJECT : ListDocument.EntryForm.OBJECT,
            xml -> {
              xml.text("StartAfter", startAfter.map(parameters::encode));
              xml.text("ContinuationToken", query.first("continuation-token"));
              xml.text(
                  "NextContinuationToken",
                  page.lastOfMany().map(last -> ContinuationToken.behind(last).text()));
              xml.text("KeyCount", Integer.toString(page.items().size()));
            });
  }

  private static void requireListType(QueryParameters query) {
    String listType = query.first("list-type").orElse("");
    if (!listType.equals("2")) {
      throw S3Error.invalidArgument("list-type", listType, "list-type must be 2").toException();
    }
  }
}
