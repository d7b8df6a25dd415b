package io.avatarorigin.worker.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Bodies in JSON, read within limits and written. */
public final class Json {
  private static final int MOST_NESTING = 32;
  private static final int LONGEST_NUMBER = 64;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MOST_NESTING)
                          .maxNumberLength(LONGEST_NUMBER)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /**
   * A request's body.
   *
   * @param mostBytes how large it may be
   * @throws Problem where it is larger, or no JSON object
   */
  public static ObjectNode read(ServerRequest request, int mostBytes) {
    if (request.headers().contentLength().orElse(0) > mostBytes) {
      throw Problem.tooLarge(mostBytes);
    }
    return parse(request.content().hasEntity() ? octets(request, mostBytes) : new byte[0]);
  }

  /** Helidon throws whatever comes to it where a body ends early or is no chunked one. */
  private static byte[] octets(ServerRequest request, int mostBytes) {
    try (InputStream content = request.content().inputStream()) {
      byte[] body = content.readNBytes(mostBytes + 1);
      if (body.length > mostBytes) {
        throw Problem.tooLarge(mostBytes);
      }
      return body;
    } catch (RequestException e) {
      throw e.status().equals(Status.REQUEST_ENTITY_TOO_LARGE_413)
          ? Problem.tooLarge(mostBytes)
          : e;
    } catch (CloseConnectionException | Problem e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw Problem.of(Problem.Kind.BAD_REQUEST, "the body did not come whole");
    }
  }

  /**
   * The object of a text.
   *
   * @throws Problem where it is none
   */
  public static ObjectNode parse(byte[] body) {
    try {
      if (MAPPER.readTree(body) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String where =
          at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
      throw invalid(e.getOriginalMessage().lines().findFirst().orElse("no JSON") + where);
    } catch (IOException e) {
      throw invalid("the body is no JSON: " + e.getMessage());
    }
    throw invalid("the body is no JSON object");
  }

  /** Answers with JSON that nobody keeps. */
  public static void send(ServerResponse response, int status, JsonNode body) {
    response
        .status(Status.create(status))
        .header(HeaderNames.CONTENT_TYPE, "application/json")
        .header(HeaderNames.CACHE_CONTROL, "no-store")
        .send(bytes(body));
  }

  /** The text of JSON, in UTF-8. */
  public static byte[] bytes(JsonNode json) {
    try {
      return MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was built can be written", e);
    }
  }

  /** The text of JSON. */
  public static String text(JsonNode json) {
    try {
      return MAPPER.writeValueAsString(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was built can be written", e);
    }
  }

  private static Problem invalid(String message) {
    return Problem.invalid(List.of(new FieldFault("", message, "value_error.jsondecode")));
  }
}
