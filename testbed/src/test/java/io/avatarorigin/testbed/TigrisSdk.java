package io.avatarorigin.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tigris' own SDKs with one access key. Each function takes its options as its last argument.
 *
 * @param config the SDK's
 */
record TigrisSdk(ClientProgram program, Map<String, Object> config) {
  /** As the administrator. */
  static TigrisSdk of(ClientProgram program, Tigris tigris) {
    return of(program, tigris, tigris.accessKeyId(), tigris.secretAccessKey());
  }

  static TigrisSdk of(ClientProgram program, Tigris tigris, String id, String secret) {
    return new TigrisSdk(
        program,
        Map.of(
            "endpoint",
            tigris.endpoint(),
            "iamEndpoint",
            tigris.endpoint(),
            "forcePathStyle",
            true,
            "accessKeyId",
            id,
            "secretAccessKey",
            secret));
  }

  /** For functions of objects, which take the bucket so. */
  TigrisSdk in(String bucket) {
    Map<String, Object> more = new TreeMap<>(config);
    more.put("bucket", bucket);
    return new TigrisSdk(program, more);
  }

  /** What a call of the storage SDK gives, which is to succeed. */
  JsonNode storage(String function, List<Object> arguments, Map<String, Object> options) {
    return data(call("storage", function, arguments, options));
  }

  JsonNode storage(String function, Object... arguments) {
    return storage(function, List.of(arguments), Map.of());
  }

  /** The message that a call of the storage SDK fails with. */
  String storageError(String function, List<Object> arguments, Map<String, Object> options) {
    JsonNode answer = call("storage", function, arguments, options);
    assertThat(answer.has("error")).as("%s fails: %s", function, answer).isTrue();
    return answer.path("error").asText();
  }

  String storageError(String function, Object... arguments) {
    return storageError(function, List.of(arguments), Map.of());
  }

  /** What a call of the IAM SDK gives, which is to succeed. */
  JsonNode iam(String function, List<Object> arguments, Map<String, Object> options) {
    return data(call("iam", function, arguments, options));
  }

  JsonNode iam(String function, Object... arguments) {
    return iam(function, List.of(arguments), Map.of());
  }

  private static JsonNode data(JsonNode answer) {
    assertThat(answer.has("error")).as("%s", answer).isFalse();
    return answer.path("data");
  }

  private JsonNode call(
      String name, String function, List<Object> arguments, Map<String, Object> options) {
    Map<String, Object> all = new TreeMap<>(options);
    all.put("config", config);
    List<Object> given = new ArrayList<>(arguments);
    given.add(all);
    return program.call(Map.of("package", name, "function", function, "arguments", given));
  }
}
