package io.avatarorigin.origin.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.UncheckedIOException;
import java.util.List;

/** One request and its response, with the few moves that all of this package's answers share. */
record Exchange(ServerRequest request, ServerResponse response) {
  private static final HeaderName ROBOTS = HeaderNames.create("X-Robots-Tag");
  private static final HeaderName CONTENT_OPTIONS = HeaderNames.create("X-Content-Type-Options");
  private static final ObjectMapper JSON = new ObjectMapper();

  boolean isReading() {
    return request.prologue().method().equals(Method.GET) || isHead();
  }

  private boolean isHead() {
    return request.prologue().method().equals(Method.HEAD);
  }

  /** The path, decoded, as routing saw it. */
  String path() {
    return request.prologue().uriPath().path();
  }

  /** The path as it was sent. */
  String rawPath() {
    return request.prologue().uriPath().rawPath();
  }

  Query query() {
    return Query.parse(request.prologue().query().rawValue());
  }

  List<String> values(HeaderName name) {
    return request.headers().all(name, List::of);
  }

  Exchange header(HeaderName name, String value) {
    response.header(name, value);
    return this;
  }

  /** Headers of everything about a hash: for any site's pages, but not for search engines. */
  Exchange personal() {
    return header(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
        .header(ROBOTS, "noindex")
        .header(CONTENT_OPTIONS, "nosniff");
  }

  Exchange nosniff() {
    return header(CONTENT_OPTIONS, "nosniff");
  }

  boolean has(Validators validators) {
    return validators.match(
        values(HeaderNames.IF_NONE_MATCH), values(HeaderNames.IF_MODIFIED_SINCE));
  }

  boolean has(String etag) {
    return Validators.names(values(HeaderNames.IF_NONE_MATCH), etag);
  }

  /** Sends the body, or to HEAD only its length. */
  void send(int status, String contentType, byte[] body) {
    response.status(status);
    response.header(HeaderNames.CONTENT_TYPE, contentType);
    if (isHead()) {
      response.header(HeaderNames.CONTENT_LENGTH, Integer.toString(body.length));
      response.send();
      return;
    }
    response.send(body);
  }

  void sendEmpty(int status) {
    response.status(status);
    response.send();
  }

  void send(int status, String contentType, ObjectNode json) {
    try {
      send(status, contentType, JSON.writeValueAsBytes(json));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  WebAnswer send(Problem problem) {
    ObjectNode json =
        JSON.createObjectNode()
            .put("type", "about:blank")
            .put("title", problem.title())
            .put("status", problem.status())
            .put("detail", problem.detail());
    personal().header(HeaderNames.CACHE_CONTROL, "no-store");
    problem
        .retryAfter()
        .map(wait -> Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())))
        .ifPresent(seconds -> header(HeaderNames.RETRY_AFTER, seconds));
    send(problem.status(), "application/problem+json", json);
    return problem.kind();
  }
}
