package io.avatarorigin.origin.s3;

import io.avatarorigin.origin.s3.http.RequestHeaders;
import io.avatarorigin.origin.s3.wire.HeaderLine;
import io.avatarorigin.origin.s3.wire.RawRequest;
import io.avatarorigin.origin.s3.wire.ResponseHeader;
import io.avatarorigin.origin.s3.wire.S3Response;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpPrologue;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Carries S3 over Helidon: every path of the socket comes here, verbatim. Answers a HEAD without
 * body, and closes the connection where a body was not read or the client wants it closed.
 */
final class S3Handler implements Handler {
  private static final HeaderName REQUEST_ID = HeaderNames.create("x-amz-request-id");
  private static final Map<ResponseHeader, HeaderName> NAMES = names();

  private final S3Service service;
  private final RequestGate gate;
  private final RequestIds requestIds;
  private final S3Listener listener;
  private final Header hostId;
  private final Header region;

  S3Handler(S3Service service, RequestIds requestIds, S3Runtime runtime, String region) {
    this.service = service;
    this.gate = new RequestGate(runtime.clients(), requestIds.hostId());
    this.requestIds = requestIds;
    this.listener = runtime.listener();
    this.hostId = HeaderValues.createCached("x-amz-id-2", requestIds.hostId());
    this.region = HeaderValues.createCached("x-amz-bucket-region", region);
  }

  @Override
  public void handle(ServerRequest req, ServerResponse res) {
    String requestId = requestIds.next();
    RawRequest request = read(req);
    S3Service.Answered answered =
        gate.refusal(req, request, requestId).orElseGet(() -> service.answer(request, requestId));
    boolean closing = request.hasBody() || asksToClose(request.headers());
    res.header(HeaderValues.create(REQUEST_ID, requestId));
    if (!carriesObject(answered.answer())) {
      res.header(hostId);
      if (answered.knownBucket()) {
        res.header(region);
      }
    }
    if (closing) {
      res.header(HeaderValues.CONNECTION_CLOSE);
    }
    send(request, answered.response(), res);
    listener.answered(answered.answer());
    if (closing) {
      // The header alone closes nothing.
      throw new CloseConnectionException("the client asked for it, or its body was not read");
    }
  }

  private static Map<ResponseHeader, HeaderName> names() {
    Map<ResponseHeader, HeaderName> names = new EnumMap<>(ResponseHeader.class);
    for (ResponseHeader header : ResponseHeader.values()) {
      names.put(header, HeaderNames.create(header.title()));
    }
    return names;
  }

  private RawRequest read(ServerRequest req) {
    HttpPrologue prologue = req.prologue();
    String rawPath = prologue.uriPath().rawPath();
    if (prologue.fragment().hasValue()) {
      rawPath += "#"; // refused as unreadable: a target has no fragment
    }
    return new RawRequest(
        prologue.method().text(),
        rawPath,
        prologue.hasQuery() ? prologue.query().rawValue() : "",
        headers(req.headers(), gate.forwardedHost(req)));
  }

  private static RequestHeaders headers(ServerRequestHeaders received, Optional<String> host) {
    RequestHeaders headers = new RequestHeaders();
    for (Header header : received) {
      String name = header.headerName().lowerCase();
      if (host.isPresent() && name.equals("host")) {
        headers.add(name, host.get());
      } else if (header.valueCount() == 1) {
        headers.add(name, header.get());
      } else {
        header.allValues().forEach(value -> headers.add(name, value));
      }
    }
    return headers;
  }

  private static boolean asksToClose(RequestHeaders headers) {
    return headers.first("connection").filter(S3Handler::namesClose).isPresent();
  }

  private static boolean namesClose(String connection) {
    return !connection.equalsIgnoreCase("keep-alive")
        && Arrays.stream(connection.split(","))
            .map(String::strip)
            .anyMatch("close"::equalsIgnoreCase);
  }

  /** Its head stays under the 256 octets that Helidon reserves: docs/decisions/0006. */
  private static boolean carriesObject(S3Answer answer) {
    return answer.operation() == S3Operation.GET_OBJECT && answer.error().isEmpty();
  }

  private static void send(RawRequest request, S3Response response, ServerResponse res) {
    for (HeaderLine line : response.headers()) {
      res.header(HeaderValues.create(Objects.requireNonNull(NAMES.get(line.name())), line.value()));
    }
    if (response.status() != 200) {
      res.status(Status.create(response.status()));
    }
    if (response.status() == 204 || response.status() == 304) {
      res.header(WithheldContentLength.INSTANCE);
      res.send();
    } else if (request.method().equals("HEAD")) {
      res.header(HeaderValues.create(HeaderNames.CONTENT_LENGTH, response.length()));
      res.send();
    } else {
      res.send(response.content(), response.offset(), response.length());
    }
  }
}
