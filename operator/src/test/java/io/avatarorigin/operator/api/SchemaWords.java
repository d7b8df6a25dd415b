package io.avatarorigin.operator.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The type and the limits of a value, in a few words for a table. */
final class SchemaWords {
  private SchemaWords() {}

  static String type(JSONSchemaProps schema) {
    if (schema.getItems() != null) {
      return "list of " + plural(type(schema.getItems().getSchema()));
    }
    if (schema.getAdditionalProperties() != null) {
      return "map of " + plural(type(schema.getAdditionalProperties().getSchema()));
    }
    if (Boolean.TRUE.equals(schema.getXKubernetesIntOrString())) {
      return "quantity";
    }
    if (isForeign(schema)) {
      return "Kubernetes object";
    }
    return schema.getType().equals("object") && !isObject(schema)
        ? "empty object"
        : schema.getType();
  }

  private static String plural(String type) {
    return type.equals("quantity") ? "quantities" : type + "s";
  }

  /** Whether it has fields of its own. */
  static boolean isObject(JSONSchemaProps schema) {
    return schema.getProperties() != null && !schema.getProperties().isEmpty();
  }

  /** Ours are described, all of them. */
  static boolean isForeign(JSONSchemaProps schema) {
    return isObject(schema)
        && schema.getProperties().values().stream().allMatch(it -> it.getDescription() == null);
  }

  static String limits(JSONSchemaProps schema) {
    List<String> limits = new ArrayList<>();
    if (!schema.getEnum().isEmpty()) {
      limits.add(
          schema.getEnum().stream()
              .map(value -> "`" + value.asText() + "`")
              .collect(Collectors.joining(", ")));
    }
    add(limits, whole(schema.getMinimum()), whole(schema.getMaximum()), "");
    add(limits, schema.getMinLength(), schema.getMaxLength(), " characters");
    add(limits, schema.getMinItems(), schema.getMaxItems(), " entries");
    add(limits, schema.getMinProperties(), schema.getMaxProperties(), " entries");
    if (schema.getPattern() != null) {
      limits.add("`" + ApiReference.cell(schema.getPattern()) + "`");
    }
    if (schema.getDefault() != null) {
      limits.add("default `" + schema.getDefault().asText() + "`");
    }
    return String.join("; ", limits);
  }

  private static void add(
      List<String> limits, @Nullable Number least, @Nullable Number most, String of) {
    if (least == null && most == null) {
      return;
    }
    String range;
    if (least == null) {
      range = "at most " + most;
    } else if (most == null) {
      range = least + " or more";
    } else {
      range = Objects.equals(least, most) ? least.toString() : least + " to " + most;
    }
    limits.add(range + of);
  }

  /** A whole number without the fraction that it is read with. */
  private static @Nullable Number whole(@Nullable Double limit) {
    if (limit == null || limit != Math.rint(limit)) {
      return limit;
    }
    return limit.longValue();
  }
}
