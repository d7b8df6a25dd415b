package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.auth.Caller;
import io.avatarorigin.origin.s3.http.HttpDate;
import io.avatarorigin.origin.s3.http.Preconditions;
import io.avatarorigin.origin.s3.http.RequestHeaders;
import io.avatarorigin.origin.s3.http.RequestedRange;
import io.avatarorigin.origin.s3.wire.HeaderLine;
import io.avatarorigin.origin.s3.wire.HeaderLines;
import io.avatarorigin.origin.s3.wire.ResponseHeader;
import io.avatarorigin.origin.s3.wire.S3Error;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.s3.wire.S3Exception;
import io.avatarorigin.origin.s3.wire.S3Request;
import io.avatarorigin.origin.s3.wire.S3Response;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** GetObject, and HeadObject, which is the same answer without its body. */
final class GetObject implements Action {
  /** Checksums are those of whole objects. */
  static final HeaderLine WHOLE_CHECKSUM =
      new HeaderLine(ResponseHeader.CHECKSUM_TYPE, "FULL_OBJECT");

  private final StoredObjects objects;
  private final InstantSource clock;
  private final List<HeaderLine> cacheControl;

  GetObject(StoredObjects objects, InstantSource clock, Optional<String> cacheControl) {
    this.objects = objects;
    this.clock = clock;
    this.cacheControl =
        cacheControl.stream()
            .map(value -> new HeaderLine(ResponseHeader.CACHE_CONTROL, value))
            .toList();
  }

  @Override
  public S3Response answer(S3Request request, Caller caller) {
    ReadParameters parameters = ReadParameters.of(request, caller);
    S3Object object = objects.require(request, caller);
    return switch (verdict(request.headers(), object)) {
      case PROCEED -> content(request.headers(), parameters, object);
      case NOT_MODIFIED -> S3Response.empty(304, withCacheControl(object.validators()));
      case IF_MATCH_FAILED -> throw preconditionFailed("If-Match");
      case IF_UNMODIFIED_SINCE_FAILED -> throw preconditionFailed("If-Unmodified-Since");
    };
  }

  private Preconditions.Verdict verdict(RequestHeaders headers, S3Object object) {
    return Preconditions.of(headers).judge(object.md5(), object.lastModified(), clock.instant());
  }

  private S3Response content(RequestHeaders headers, ReadParameters parameters, S3Object object) {
    int size = object.content().length;
    RequestedRange range = range(headers, parameters, object);
    if (range instanceof RequestedRange.Whole && parameters.areUsual()) {
      return new S3Response(200, withCacheControl(object.head()), object.content(), 0, size);
    }
    List<HeaderLine> lines = new ArrayList<>(withCacheControl(object.head()));
    if (range instanceof RequestedRange.Part part) {
      lines.add(contentRange(part.first() + "-" + part.last() + "/" + size));
    }
    boolean whole = !(range instanceof RequestedRange.Part) || parameters.partNumber().isPresent();
    if (parameters.checksum() && whole) {
      lines.add(object.crc32());
      lines.add(WHOLE_CHECKSUM);
    }
    override(lines, parameters.overrides());
    return switch (range) {
      case RequestedRange.Whole all -> new S3Response(200, lines, object.content(), 0, size);
      case RequestedRange.Part part ->
          new S3Response(206, lines, object.content(), (int) part.first(), (int) part.length());
      case RequestedRange.Unsatisfiable none ->
          throw invalidRange(headers.first("range").orElse(""), size);
    };
  }

  private List<HeaderLine> withCacheControl(List<HeaderLine> lines) {
    return HeaderLines.of(lines, cacheControl);
  }

  private static RequestedRange range(
      RequestHeaders headers, ReadParameters parameters, S3Object object) {
    int size = object.content().length;
    if (parameters.partNumber().isPresent()) {
      return part(parameters.partNumber().getAsInt(), size);
    }
    Optional<String> range = headers.first("range");
    if (range.isEmpty() || !ifRangeHolds(headers.first("if-range"), object)) {
      return new RequestedRange.Whole();
    }
    return RequestedRange.parse(range.get(), size);
  }

  /** Every object is one part. */
  private static RequestedRange part(int partNumber, int size) {
    if (partNumber == 1) {
      return size == 0 ? new RequestedRange.Whole() : new RequestedRange.Part(0, size - 1);
    }
    throw S3Error.of(S3ErrorCode.INVALID_PART_NUMBER)
        .with("ActualPartCount", "1")
        .with("PartNumberRequested", Integer.toString(partNumber))
        .toException();
  }

  /** RFC 9110, section 13.1.5: the strong entity tag or the exact date. */
  private static boolean ifRangeHolds(Optional<String> ifRange, S3Object object) {
    if (ifRange.isEmpty()) {
      return true;
    }
    String validator = ifRange.get().strip();
    Optional<Instant> date = HttpDate.parse(validator);
    return date.isPresent()
        ? date.get().getEpochSecond() == object.lastModified().getEpochSecond()
        : validator.equals('"' + object.md5() + '"') || validator.equals(object.md5());
  }

  private static void override(List<HeaderLine> lines, Map<ResponseHeader, String> overrides) {
    if (overrides.isEmpty()) {
      return;
    }
    lines.removeIf(line -> overrides.containsKey(line.name()));
    overrides.forEach((name, value) -> lines.add(new HeaderLine(name, value)));
  }

  private static HeaderLine contentRange(String range) {
    return new HeaderLine(ResponseHeader.CONTENT_RANGE, "bytes " + range);
  }

  private static S3Exception invalidRange(String range, int size) {
    return S3Error.of(S3ErrorCode.INVALID_RANGE)
        .with("RangeRequested", range)
        .with("ActualObjectSize", Integer.toString(size))
        .with(ResponseHeader.CONTENT_RANGE, "bytes */" + size)
        .toException();
  }

  private static S3Exception preconditionFailed(String condition) {
    return S3Error.of(S3ErrorCode.PRECONDITION_FAILED).with("Condition", condition).toException();
  }
}
