package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.wire.HeaderLine;
import io.avatarorigin.origin.s3.wire.ResponseHeader;
import io.avatarorigin.origin.s3.wire.S3Error;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.s3.wire.S3Response;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells as S3 errors what the server refuses before any route: bad requests, and too many. */
final class UnroutedErrors implements DirectHandler {
  /** The most octets of a request line, and of all headers. */
  static final int LONGEST_HEAD = 16_384;

  /** How Helidon's header parser says it; there is no type or status to tell it by. */
  private static final String HEADERS_TOO_LARGE = "Header size exceeded";

  private final RequestIds requestIds;
  private final S3Listener listener;

  UnroutedErrors(RequestIds requestIds, S3Listener listener) {
    this.requestIds = requestIds;
    this.listener = listener;
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType eventType,
      Status status,
      ServerResponseHeaders headers,
      @Nullable String message) {
    S3Error error = error(eventType, status.code(), HEADERS_TOO_LARGE.equals(message));
    String requestId = requestIds.next();
    S3Response response = error.toResponse(request.path(), requestId, requestIds.hostId());
    TransportResponse.Builder answer =
        TransportResponse.builder()
            .status(Status.create(response.status()))
            .headers(headers)
            .keepAlive(false)
            .header(HeaderNames.create("x-amz-request-id"), requestId)
            .header(HeaderNames.create("x-amz-id-2"), requestIds.hostId());
    for (HeaderLine line : response.headers()) {
      answer.header(HeaderNames.create(line.name().title()), line.value());
    }
    if (!request.method().equals("HEAD")) {
      answer.entity(response.content());
    }
    listener.answered(
        new S3Answer(S3Operation.UNREADABLE, response.status(), Optional.of(error.code())));
    return answer.build();
  }

  private static S3Error error(EventType eventType, int status, boolean headersTooLarge) {
    if (headersTooLarge || status == 414 || status == 431) {
      return S3Error.of(S3ErrorCode.REQUEST_HEADER_SECTION_TOO_LARGE)
          .with("MaxSizeAllowed", Integer.toString(LONGEST_HEAD));
    }
    if (status == 408) {
      return S3Error.of(S3ErrorCode.REQUEST_TIMEOUT);
    }
    if (status == 503) {
      return S3Error.of(S3ErrorCode.SLOW_DOWN).with(ResponseHeader.RETRY_AFTER, "1");
    }
    if (status == 501) {
      // RFC 9112 suggests 501, which clients and stores take for an outage and try again.
      return S3Error.of(S3ErrorCode.BAD_REQUEST, "This transfer encoding is not understood");
    }
    return switch (eventType) {
      case HTTP_VERSION_NOT_SUPPORTED ->
          S3Error.of(S3ErrorCode.BAD_REQUEST, "Only HTTP/1.1 is spoken here");
      case BAD_REQUEST, PAYLOAD_TOO_LARGE, FORBIDDEN -> S3Error.of(S3ErrorCode.BAD_REQUEST);
      case INTERNAL_ERROR, OTHER ->
          S3Error.of(status < 500 ? S3ErrorCode.BAD_REQUEST : S3ErrorCode.INTERNAL_ERROR);
    };
  }
}
