package io.avatarorigin.origin.s3;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.avatarorigin.origin.s3.http.RequestHeaders;
import io.avatarorigin.origin.s3.wire.HeaderLine;
import io.avatarorigin.origin.s3.wire.RawRequest;
import io.avatarorigin.origin.s3.wire.S3Response;
import io.avatarorigin.origin.transport.PreparedHead;
import io.avatarorigin.origin.transport.RawHead;
import io.avatarorigin.origin.transport.SharedBodies;
import io.helidon.http.Header;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpPrologue;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Arrays;
import java.util.Optional;

/**
 * Carries S3 over Helidon: every path of the socket comes here, verbatim. Answers a HEAD without
 * body, and closes the connection where a body was not read or the client wants it closed.
 */
final class S3Handler implements Handler {
  private static final byte[] REQUEST_ID = "x-amz-request-id: ".getBytes(ISO_8859_1);

  private final S3Service service;
  private final RequestGate gate;
  private final RequestIds requestIds;
  private final S3Listener listener;
  private final byte[] hostId;
  private final byte[] hostIdAndRegion;

  S3Handler(S3Service service, RequestIds requestIds, S3Runtime runtime, String region) {
    this.service = service;
    this.gate = new RequestGate(runtime.clients());
    this.requestIds = requestIds;
    this.listener = runtime.listener();
    String line = "x-amz-id-2: " + requestIds.hostId() + "\r\n";
    this.hostId = line.getBytes(ISO_8859_1);
    this.hostIdAndRegion = (line + "x-amz-bucket-region: " + region + "\r\n").getBytes(ISO_8859_1);
  }

  @Override
  public void handle(ServerRequest req, ServerResponse res) {
    String requestId = requestIds.next();
    RawRequest request = read(req);
    S3Service.Answered answered =
        gate.refusal(req, request)
            .map(refused -> service.refuse(request, requestId, refused))
            .orElseGet(() -> service.answer(request, requestId));
    boolean closing = request.hasBody() || asksToClose(request.headers());
    if (closing) {
      res.header(HeaderValues.CONNECTION_CLOSE);
    }
    send(request, requestId, answered, res);
    listener.answered(answered.answer());
    if (closing) {
      // The header alone closes nothing.
      throw new CloseConnectionException("the client asked for it, or its body was not read");
    }
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
    RequestHeaders headers = new RequestHeaders(RawHead::headerNamesOfThisRequest);
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

  private void send(
      RawRequest request, String requestId, S3Service.Answered answered, ServerResponse res) {
    S3Response response = answered.response();
    if (response.status() != 200) {
      res.status(Status.create(response.status()));
    }
    boolean bodiless = response.status() == 204 || response.status() == 304;
    PreparedHead head =
        bodiless ? PreparedHead.withoutLength() : PreparedHead.of(response.length());
    head.line(REQUEST_ID, requestId);
    head.lines(answered.knownBucket() ? hostIdAndRegion : hostId);
    for (HeaderLine line : response.headers()) {
      head.lines(line.octets());
    }
    if (bodiless || request.method().equals("HEAD")) {
      res.header(head);
      res.send();
    } else {
      SharedBodies.send(res, head, response.content(), response.offset(), response.length());
    }
  }
}
