package io.avatarorigin.testbed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request that {@link Tigris} was sent. What there is none of is empty.
 *
 * @param path as it came
 * @param query as it came, but for signatures
 * @param kind {@code s3}, {@code public} where it is not signed, {@code control} or {@code iam}
 * @param action what it asks of the access keys
 * @param status what was answered, 0 while or where nothing is
 * @param accessKeyId the key that it names, rightly or not
 * @param headers some, by their names in lower case: host, baggage, range and those of Tigris
 */
public record TigrisRequest(
    String method,
    String path,
    String query,
    String bucket,
    String key,
    String kind,
    String action,
    int status,
    String accessKeyId,
    Map<String, String> headers) {
  public TigrisRequest {
    headers = Map.copyOf(headers);
  }

  static TigrisRequest of(JsonNode told) {
    Map<String, String> headers = new TreeMap<>();
    told.path("headers")
        .properties()
        .forEach(it -> headers.put(it.getKey(), it.getValue().asText()));
    return new TigrisRequest(
        told.path("method").asText(),
        told.path("path").asText(),
        told.path("query").asText(),
        told.path("bucket").asText(),
        told.path("key").asText(),
        told.path("kind").asText(),
        told.path("action").asText(""),
        told.path("status").asInt(),
        told.path("accessKeyId").asText(""),
        headers);
  }
}
