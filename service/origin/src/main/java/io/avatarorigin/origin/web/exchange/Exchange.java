package io.avatarorigin.origin.web.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.origin.client.CountedProxies;
import io.avatarorigin.origin.transport.PreparedHead;
import io.avatarorigin.origin.transport.SharedBodies;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** One request and its response, with the few moves that all answers of the web share. */
public record Exchange(ServerRequest request, ServerResponse response) {
  private static final HeaderName ROBOTS = HeaderNames.create("X-Robots-Tag");
  private static final HeaderName RESOURCE_POLICY =
      HeaderNames.create("Cross-Origin-Resource-Policy");
  private static final HeaderName CONTENT_OPTIONS = HeaderNames.create("X-Content-Type-Options");
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The request's method. */
  public Method method() {
    return request.prologue().method();
  }

  private boolean isHead() {
    return method().equals(Method.HEAD);
  }

  /** The path, decoded, as routing saw it. */
  public String path() {
    return request.prologue().uriPath().path();
  }

  /** The path as it was sent. */
  public String rawPath() {
    return request.prologue().uriPath().rawPath();
  }

  /** The query as it was sent. */
  public Query query() {
    return Query.parse(request.prologue().query().rawValue());
  }

  private InetAddress peer() {
    return request.remotePeer().address() instanceof InetSocketAddress address
        ? address.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  /** Who asks, by the word of these proxies. */
  public InetAddress client(CountedProxies proxies) {
    return proxies.client(peer(), values(HeaderNames.X_FORWARDED_FOR));
  }

  /** The values of this header, one a line of the request. */
  public List<String> values(HeaderName name) {
    return request.headers().all(name, List::of);
  }

  /** The type of the request's body, in lower case and without parameters; empty for none. */
  public String contentType() {
    String value = values(HeaderNames.CONTENT_TYPE).stream().findFirst().orElse("");
    return value.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /**
   * How long the request says that its body is, 0 without one. Empty where it comes in chunks:
   * Helidon would read each of them whole, however long.
   */
  public OptionalLong bodyLength() {
    if (request.headers().contains(HeaderNames.TRANSFER_ENCODING)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(request.headers().contentLength().orElse(0));
  }

  /**
   * The request's body.
   *
   * @param length what {@link #bodyLength} says
   * @throws ClientGoneException when it does not come whole, or not in time
   */
  public byte[] body(int length) {
    try {
      return length == 0 ? new byte[0] : request.content().inputStream().readNBytes(length);
    } catch (IOException | RuntimeException e) {
      // Helidon throws whatever comes to it where a body ends early.
      throw new ClientGoneException(WebAnswer.UNREADABLE, e);
    }
  }

  /** Sets a header of the response. */
  public Exchange header(HeaderName name, String value) {
    response.header(name, value);
    return this;
  }

  /** Headers of everything about a hash: for any site's pages, but not for search engines. */
  public Exchange personal() {
    return header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .header(RESOURCE_POLICY, "cross-origin")
        .header(ROBOTS, "noindex")
        .header(CONTENT_OPTIONS, "nosniff");
  }

  /** A header for what has a type that no browser is to guess. */
  public Exchange nosniff() {
    return header(CONTENT_OPTIONS, "nosniff");
  }

  /** Whether the client has this state already. */
  public boolean has(Validators validators) {
    return validators.match(
        values(HeaderNames.IF_NONE_MATCH), values(HeaderNames.IF_MODIFIED_SINCE));
  }

  /** Whether the client has the state of this tag already. */
  public boolean has(String etag) {
    return Validators.names(values(HeaderNames.IF_NONE_MATCH), etag);
  }

  /** Sends the body, or to HEAD only its length. */
  public void send(int status, String contentType, byte[] body) {
    response.status(status);
    response.header(HeaderNames.CONTENT_TYPE, contentType);
    PreparedHead head = PreparedHead.of(body.length);
    if (isHead()) {
      response.header(head);
      response.send();
      return;
    }
    SharedBodies.send(response, head, body, 0, body.length);
  }

  /** Begins a body of unknown length, whose parts are sent as they are flushed. */
  public OutputStream stream(String contentType) {
    response.status(200);
    response.header(HeaderNames.CONTENT_TYPE, contentType);
    return response.outputStream();
  }

  /** Sends headers alone. */
  public void sendEmpty(int status) {
    response.status(status);
    response.send();
  }

  /** Sends JSON. */
  public void send(int status, String contentType, ObjectNode json) {
    try {
      send(status, contentType, JSON.writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends the problem as RFC 9457 says, never to be kept. */
  public WebAnswer send(Problem problem) {
    personal().header(HeaderNames.CACHE_CONTROL, "no-store");
    problem
        .retryAfter()
        .map(wait -> Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())))
        .ifPresent(
            seconds ->
                header(HeaderNames.RETRY_AFTER, seconds)
                    .header(
                        HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS,
                        HeaderNames.RETRY_AFTER.defaultCase()));
    send(problem.status(), Problem.CONTENT_TYPE, problem.toJson());
    return problem.kind();
  }
}
