package io.avatarorigin.origin.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.vocabulary.Hash;
import java.nio.charset.StandardCharsets;

/** Any vocabulary: it has a prompt for the hash, or faults that lie within its lines. */
public final class PlaygroundFuzz {
  private static final Hash HASH = Hash.parse("0bc83cb571cd1c50ba6f3e8a78ef1346");

  private PlaygroundFuzz() {}

  public static void fuzzerTestOneInput(byte[] input) {
    String yaml = new String(input, StandardCharsets.UTF_8);
    ObjectNode json = PlaygroundHandler.read(yaml, HASH);
    if (json.has("faults") == json.has("prompt") || json.has("faults") != !json.has("name")) {
      throw new AssertionError("neither one nor the other: " + json);
    }
    for (JsonNode fault : json.path("faults")) {
      if (fault.get("message").asText().isBlank()
          || fault.get("column").asInt() < 1
          || fault.get("line").asInt() < 1
          || fault.get("line").asInt() > yaml.length() + 1) {
        throw new AssertionError("a fault that shows nothing: " + fault);
      }
    }
    if (json.has("faults") && json.get("faults").isEmpty()) {
      throw new AssertionError("refused without a fault");
    }
  }
}
