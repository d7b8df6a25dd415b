package io.avatarorigin.worker.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.Objects;

/**
 * A request that was let in, and its answer.
 *
 * @param client who asks
 * @param variables of the route's pattern
 */
public record Exchange(
    ServerRequest request, ServerResponse response, String client, Map<String, String> variables) {
  /** The part of the path that this name stands for in the route's pattern. */
  public String variable(String name) {
    return Objects.requireNonNull(variables.get(name), name);
  }

  /** Answers with JSON that nobody keeps. */
  public void send(JsonNode body) {
    Json.send(response, 200, body);
  }
}
