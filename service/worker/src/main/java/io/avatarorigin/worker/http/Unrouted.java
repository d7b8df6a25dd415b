package io.avatarorigin.worker.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;

/** Answers what never reaches a route, because it is no HTTP or far too large. */
final class Unrouted {
  private static final PlainStyle STYLE = new PlainStyle();

  private Unrouted() {}

  /**
   * For one socket.
   *
   * @param mostBytes of a body
   */
  static DirectHandlers handlers(long mostBytes) {
    DirectHandlers.Builder builder = DirectHandlers.builder();
    for (DirectHandler.EventType eventType : DirectHandler.EventType.values()) {
      builder.addHandler(
          eventType, (_, type, status, headers, _) -> refuse(type, status, headers, mostBytes));
    }
    return builder.build();
  }

  /**
   * Helidon's parser throws whatever comes to it at some heads, and takes that for an internal
   * error; what fails behind the front never gets here.
   */
  private static DirectHandler.TransportResponse refuse(
      DirectHandler.EventType eventType,
      Status status,
      ServerResponseHeaders headers,
      long mostBytes) {
    Status told =
        eventType == DirectHandler.EventType.INTERNAL_ERROR ? Status.BAD_REQUEST_400 : status;
    Problem problem =
        told.equals(Status.REQUEST_ENTITY_TOO_LARGE_413)
            ? Problem.tooLarge(mostBytes)
            : Problem.of(Problem.Kind.BAD_REQUEST, told.reasonPhrase());
    return DirectHandler.TransportResponse.builder()
        .status(told)
        .headers(headers)
        .keepAlive(false)
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .entity(Json.bytes(STYLE.body(problem)))
        .build();
  }
}
