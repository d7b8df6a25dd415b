package io.avatarorigin.operator.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Limits of one value that a later schema draws tighter. */
final class SchemaLimits {
  private final JSONSchemaProps before;
  private final JSONSchemaProps after;
  private final List<String> found = new ArrayList<>();

  private SchemaLimits(JSONSchemaProps before, JSONSchemaProps after) {
    this.before = before;
    this.after = after;
  }

  static List<String> tightened(JSONSchemaProps before, JSONSchemaProps after) {
    SchemaLimits limits = new SchemaLimits(before, after);
    limits.choices();
    limits.text("pattern", JSONSchemaProps::getPattern);
    limits.text("format", JSONSchemaProps::getFormat);
    limits.raised("minimum", JSONSchemaProps::getMinimum);
    limits.lowered("maximum", JSONSchemaProps::getMaximum);
    limits.set("exclusiveMinimum", JSONSchemaProps::getExclusiveMinimum);
    limits.set("exclusiveMaximum", JSONSchemaProps::getExclusiveMaximum);
    limits.raised("minLength", JSONSchemaProps::getMinLength);
    limits.lowered("maxLength", JSONSchemaProps::getMaxLength);
    limits.raised("minItems", JSONSchemaProps::getMinItems);
    limits.lowered("maxItems", JSONSchemaProps::getMaxItems);
    limits.raised("minProperties", JSONSchemaProps::getMinProperties);
    limits.lowered("maxProperties", JSONSchemaProps::getMaxProperties);
    limits.set("uniqueItems", JSONSchemaProps::getUniqueItems);
    limits.text("multipleOf", JSONSchemaProps::getMultipleOf);
    limits.text("allOf", schema -> orNull(schema.getAllOf()));
    limits.text("anyOf", schema -> orNull(schema.getAnyOf()));
    limits.text("oneOf", schema -> orNull(schema.getOneOf()));
    limits.text("not", JSONSchemaProps::getNot);
    return limits.found;
  }

  private void choices() {
    if (after.getEnum().isEmpty()) {
      return;
    }
    if (before.getEnum().isEmpty()) {
      found.add("is limited to " + after.getEnum());
    }
    before.getEnum().stream()
        .filter(value -> !after.getEnum().contains(value))
        .forEach(value -> found.add(value + " is refused"));
  }

  /** What can only be compared for being the same; without it everything goes. */
  private void text(String name, Function<JSONSchemaProps, @Nullable Object> limit) {
    Object is = limit.apply(after);
    if (is != null && !is.equals(limit.apply(before))) {
      found.add(name + was(limit) + is);
    }
  }

  private void raised(String name, Function<JSONSchemaProps, @Nullable Number> limit) {
    Number was = limit.apply(before);
    Number is = limit.apply(after);
    if (is != null && (was == null || is.doubleValue() > was.doubleValue())) {
      found.add(name + was(limit) + is);
    }
  }

  private void lowered(String name, Function<JSONSchemaProps, @Nullable Number> limit) {
    Number was = limit.apply(before);
    Number is = limit.apply(after);
    if (is != null && (was == null || is.doubleValue() < was.doubleValue())) {
      found.add(name + was(limit) + is);
    }
  }

  private void set(String name, Function<JSONSchemaProps, @Nullable Boolean> limit) {
    if (Boolean.TRUE.equals(limit.apply(after)) && !Boolean.TRUE.equals(limit.apply(before))) {
      found.add(name + " is set");
    }
  }

  private <T> String was(Function<JSONSchemaProps, @Nullable T> limit) {
    return " was "
        + Objects.requireNonNullElse((Object) limit.apply(before), "absent")
        + ", and is ";
  }

  private static @Nullable Object orNull(List<?> alternatives) {
    return alternatives.isEmpty() ? null : alternatives;
  }
}
