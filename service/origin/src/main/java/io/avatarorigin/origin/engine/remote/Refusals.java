package io.avatarorigin.origin.engine.remote;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.avatarorigin.origin.engine.EngineException;
import io.avatarorigin.origin.engine.EngineException.Trouble;
import java.io.IOException;

/** What an answer means that is no picture. */
final class Refusals {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST_SHOWN = 300;

  private Refusals() {}

  static EngineException of(RemoteServer server, RemoteServer.Answer answer) {
    String told = "%s answered %d: %s".formatted(server, answer.status(), reason(answer.body()));
    return switch (answer.status()) {
      case 429, 503 -> EngineException.busy(told, answer.retryAfter());
      case 401, 403, 407 ->
          new EngineException(
              Trouble.UNREACHABLE, told + "; look at engine.token and engine.tls", null);
      // Of a proxy whose server is away.
      case 502 -> new EngineException(Trouble.UNREACHABLE, told, null);
      case 400, 404, 405, 413, 415, 422 -> new EngineException(Trouble.IMPOSSIBLE, told, null);
      default -> new EngineException(Trouble.FAILED, told, null);
    };
  }

  /** An answer that claims to be a picture and is none. */
  static EngineException junk(RemoteServer server, String what) {
    return new EngineException(Trouble.FAILED, server + " answered no picture: " + what, null);
  }

  /** The answer's JSON; a missing node for anything else. */
  static JsonNode json(byte[] body) {
    try {
      JsonNode json = JSON.readTree(body);
      return json == null ? JSON.missingNode() : json;
    } catch (JacksonException e) {
      return JSON.missingNode();
    } catch (IOException e) {
      throw new IllegalStateException("octets in memory can be read", e);
    }
  }

  /** What the servers of either API say, cut short and on one line. */
  private static String reason(byte[] body) {
    JsonNode json = json(body);
    JsonNode error = json.path("error");
    String said =
        error.isObject()
            ? error.path("message").asText("")
            : (error.asText("") + " " + text(json.path("detail"))).strip();
    String line = said.replaceAll("\\p{Cntrl}+", " ");
    return line.length() > MOST_SHOWN ? line.substring(0, MOST_SHOWN) + "..." : line;
  }

  private static String text(JsonNode detail) {
    return detail.isContainerNode() ? detail.toString() : detail.asText("");
  }
}
