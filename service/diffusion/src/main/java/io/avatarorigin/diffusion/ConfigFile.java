package io.avatarorigin.diffusion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A JSON object of a model folder, read field by field; unknown fields are nobody's business, null
 * is the same as absent, and every fault names file and field.
 */
final class ConfigFile {

  private final String name;
  private final JsonNode json;

  ConfigFile(String name, JsonNode json) {
    this.name = name;
    this.json = json;
  }

  boolean has(String field) {
    return json.hasNonNull(field);
  }

  ModelException fault(String field, String problem) {
    return ModelException.inField(name, field, problem);
  }

  Optional<String> text(String field) {
    if (!has(field)) {
      return Optional.empty();
    }
    JsonNode value = json.get(field);
    if (!value.isTextual()) {
      throw fault(field, "must be text, not " + value);
    }
    return Optional.of(value.textValue());
  }

  /** A special token, written as text or as an object with {@code content}. */
  Optional<String> token(String field) {
    return has(field) && json.get(field).path("content").isTextual()
        ? Optional.of(json.get(field).get("content").textValue())
        : text(field);
  }

  /**
   * Whether a special token's object says that it is found after text is put in lower case; the
   * object stands in the field or, by its content, in {@code added_tokens_decoder}.
   */
  boolean normalizes(String field, String token) {
    for (JsonNode added : json.path("added_tokens_decoder")) {
      if (added.path("content").asText().equals(token)) {
        return added.path("normalized").asBoolean();
      }
    }
    return json.path(field).path("normalized").asBoolean();
  }

  OptionalInt integer(String field) {
    return has(field) ? OptionalInt.of(integer(field, json.get(field))) : OptionalInt.empty();
  }

  int requiredInteger(String field) {
    return integer(field).orElseThrow(() -> fault(field, "missing"));
  }

  OptionalDouble number(String field) {
    return has(field) ? OptionalDouble.of(number(field, json.get(field))) : OptionalDouble.empty();
  }

  boolean flag(String field, boolean absent) {
    if (!has(field)) {
      return absent;
    }
    JsonNode value = json.get(field);
    if (!value.isBoolean()) {
      throw fault(field, "must be true or false, not " + value);
    }
    return value.booleanValue();
  }

  /** A constant by its name in lower case. */
  <E extends Enum<E>> E choice(String field, Class<E> type, E absent) {
    Optional<String> text = text(field);
    if (text.isEmpty()) {
      return absent;
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> configName(constant).equals(text.get()))
        .findFirst()
        .orElseThrow(
            () ->
                fault(
                    field,
                    Arrays.stream(type.getEnumConstants())
                        .map(ConfigFile::configName)
                        .collect(
                            Collectors.joining(
                                ", ",
                                "\"" + text.get() + "\" is not supported; use one of ",
                                ""))));
  }

  /** Refuses a field whose value is anything but absent, null or false. */
  void refuse(String field) {
    if (has(field) && !json.get(field).equals(BooleanNode.FALSE)) {
      throw fault(field, json.get(field) + " is not supported; only false or null is");
    }
  }

  /** How many entries a list has. */
  int length(String field) {
    JsonNode value = json.path(field);
    if (!value.isArray() || value.isEmpty()) {
      throw fault(field, "must be a list that is not empty");
    }
    return value.size();
  }

  /** A length that is written as a number or, by newer versions, as an object that names it. */
  int side(String field, String name, int absent) {
    if (!has(field)) {
      return absent;
    }
    JsonNode value = json.get(field);
    return integer(field, value.isObject() && value.hasNonNull(name) ? value.get(name) : value);
  }

  boolean isEmptyList(String field) {
    return json.path(field).isArray() && json.path(field).isEmpty();
  }

  float[] floats(String field) {
    float[] values = new float[length(field)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) number(field, json.get(field).get(i));
    }
    return values;
  }

  /** The whole object as identifiers by text: a vocabulary. */
  Map<String, Integer> integers() {
    Map<String, Integer> values = new LinkedHashMap<>();
    json.properties()
        .forEach(entry -> values.put(entry.getKey(), integer(entry.getKey(), entry.getValue())));
    return values;
  }

  private int integer(String field, JsonNode value) {
    if (!value.canConvertToExactIntegral() || !value.canConvertToInt()) {
      throw fault(field, "must be a whole number, not " + value);
    }
    return value.intValue();
  }

  private double number(String field, JsonNode value) {
    if (!value.isNumber()) {
      throw fault(field, "must be a number, not " + value);
    }
    return value.doubleValue();
  }

  private static String configName(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
