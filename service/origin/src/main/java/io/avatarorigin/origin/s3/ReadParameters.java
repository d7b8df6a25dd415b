package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.auth.Caller;
import io.avatarorigin.origin.s3.http.QueryParameters;
import io.avatarorigin.origin.s3.http.WholeNumber;
import io.avatarorigin.origin.s3.wire.ResponseHeader;
import io.avatarorigin.origin.s3.wire.S3Error;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.s3.wire.S3Request;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a read of an object may ask for besides conditions and a range.
 *
 * @param partNumber 1..10000
 * @param checksum whether a checksum of the whole object is wanted
 * @param overrides headers of the answer that the client chooses
 */
record ReadParameters(
    OptionalInt partNumber, boolean checksum, Map<ResponseHeader, String> overrides) {
  private static final int MOST_PARTS = 10_000;
  private static final String CHECKSUM_MODE = "x-amz-checksum-mode";
  private static final Map<String, ResponseHeader> OVERRIDES =
      Map.of(
          "response-cache-control", ResponseHeader.CACHE_CONTROL,
          "response-content-disposition", ResponseHeader.CONTENT_DISPOSITION,
          "response-content-encoding", ResponseHeader.CONTENT_ENCODING,
          "response-content-language", ResponseHeader.CONTENT_LANGUAGE,
          "response-content-type", ResponseHeader.CONTENT_TYPE,
          "response-expires", ResponseHeader.EXPIRES);

  /** Reads and checks them; a version is checked and then forgotten, since there is only one. */
  static ReadParameters of(S3Request request, Caller caller) {
    QueryParameters query = request.query();
    boolean checksum = checksum(request);
    if (query.isEmpty()) {
      return new ReadParameters(OptionalInt.empty(), checksum, Map.of());
    }
    Map<ResponseHeader, String> overrides = overrides(query, caller);
    requireOnlyVersion(query, request.key());
    OptionalInt partNumber = partNumber(query);
    if (partNumber.isPresent() && request.headers().has("range")) {
      throw S3Error.of(
              S3ErrorCode.INVALID_REQUEST, "A read has either a range or a part number, not both")
          .toException();
    }
    return new ReadParameters(partNumber, checksum, overrides);
  }

  /** Whether the answer is the plain object, for all that these say. */
  boolean areUsual() {
    return partNumber.isEmpty() && !checksum && overrides.isEmpty();
  }

  private static boolean checksum(S3Request request) {
    Optional<String> mode =
        request.headers().first(CHECKSUM_MODE).or(() -> request.query().first(CHECKSUM_MODE));
    if (mode.isEmpty()) {
      return false;
    }
    if (!mode.get().equalsIgnoreCase("ENABLED")) {
      throw S3Error.of(S3ErrorCode.INVALID_REQUEST, CHECKSUM_MODE + " must be ENABLED")
          .toException();
    }
    return true;
  }

  private static Map<ResponseHeader, String> overrides(QueryParameters query, Caller caller) {
    Map<ResponseHeader, String> overrides = new EnumMap<>(ResponseHeader.class);
    for (String name : query.names()) {
      ResponseHeader header = OVERRIDES.get(name);
      if (header != null) {
        overrides.computeIfAbsent(header, absent -> headerText(name, query.first(name)));
      }
    }
    if (!overrides.isEmpty() && caller instanceof Caller.Anonymous) {
      throw S3Error.of(
              S3ErrorCode.INVALID_REQUEST,
              "Headers of an answer are chosen in signed requests only")
          .toException();
    }
    return overrides;
  }

  /** Visible ASCII and blanks are all that the server writes unchanged. */
  private static String headerText(String name, Optional<String> value) {
    String text = value.orElse("");
    if (text.chars().anyMatch(c -> c < ' ' || c >= 0x7f)) {
      throw S3Error.invalidArgument(name, text, "The value cannot be that of a header")
          .toException();
    }
    return text;
  }

  /** Refuses every version but the only one, whose id is "null". */
  static void requireOnlyVersion(QueryParameters query, String key) {
    Optional<String> versionId = query.first("versionId");
    if (versionId.isEmpty() || versionId.get().equals("null")) {
      return;
    }
    String version = versionId.get();
    if (version.isEmpty()) {
      throw S3Error.invalidArgument("versionId", version, "A version id is not empty")
          .toException();
    }
    throw S3Error.of(S3ErrorCode.NO_SUCH_VERSION)
        .with("Key", key)
        .with("VersionId", version)
        .toException();
  }

  private static OptionalInt partNumber(QueryParameters query) {
    Optional<String> text = query.first("partNumber");
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    OptionalInt partNumber = WholeNumber.parse(text.get());
    if (partNumber.orElse(0) >= 1 && partNumber.orElse(0) <= MOST_PARTS) {
      return partNumber;
    }
    throw S3Error.invalidArgument(
            "partNumber", text.get(), "A part number is an integer from 1 to " + MOST_PARTS)
        .toException();
  }
}
