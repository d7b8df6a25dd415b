package io.avatarorigin.origin.web;

import io.avatarorigin.origin.web.exchange.Problem;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells as problems what the server refuses before any route. */
final class UnroutedProblems implements DirectHandler {
  /** How Helidon's header parser says it; there is no type or status to tell it by. */
  private static final String HEADERS_TOO_LARGE = "Header size exceeded";

  private final WebListener listener;

  UnroutedProblems(WebListener listener) {
    this.listener = listener;
  }

  @Override
  public TransportResponse handle(
      TransportRequest request,
      EventType eventType,
      Status status,
      ServerResponseHeaders headers,
      @Nullable String message) {
    Problem problem = problem(status.code(), HEADERS_TOO_LARGE.equals(message));
    TransportResponse.Builder answer =
        TransportResponse.builder()
            .status(Status.create(problem.status()))
            .headers(headers)
            .keepAlive(false)
            .header(HeaderNames.CONTENT_TYPE, Problem.CONTENT_TYPE)
            .header(HeaderNames.CACHE_CONTROL, "no-store");
    if (!request.method().equals("HEAD")) {
      answer.entity(problem.toJson().toString().getBytes(StandardCharsets.UTF_8));
    }
    listener.answered(problem.kind(), Duration.ZERO);
    return answer.build();
  }

  private static Problem problem(int status, boolean headersTooLarge) {
    if (headersTooLarge || status == 414 || status == 431) {
      return Problem.headTooLarge();
    }
    if (status == 503) {
      return Problem.tooManyConnections();
    }
    return status < 500 ? Problem.unreadable() : Problem.failed();
  }
}
