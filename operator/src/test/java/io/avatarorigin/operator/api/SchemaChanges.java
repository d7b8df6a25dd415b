package io.avatarorigin.operator.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaPropsOrBool;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a later schema refuses or drops that the earlier one took, each with its path. */
final class SchemaChanges {
  private static final String ATOMIC = "atomic";
  private static final String GRANULAR = "granular";

  private final List<String> changes = new ArrayList<>();

  private SchemaChanges() {}

  static List<String> between(String path, JSONSchemaProps before, JSONSchemaProps after) {
    SchemaChanges found = new SchemaChanges();
    found.compare(path, before, after);
    return found.changes;
  }

  private void compare(String path, JSONSchemaProps before, JSONSchemaProps after) {
    types(path, before, after);
    SchemaLimits.tightened(before, after).forEach(limit -> tell(path, limit));
    rules(path, before, after);
    ownership(path, before, after);
    required(path, before, after);
    properties(path, before, after);
    additional(path, before, after);
    if (before.getItems() != null && after.getItems() != null) {
      compare(path + "[]", before.getItems().getSchema(), after.getItems().getSchema());
    }
  }

  private void tell(String path, String what) {
    changes.add(path + ": " + what);
  }

  private void types(String path, JSONSchemaProps before, JSONSchemaProps after) {
    String was = type(before);
    String is = type(after);
    boolean isWider =
        was.equals("integer") && is.equals("number")
            || is.equals("integer or string") && Set.of("integer", "string").contains(was);
    if (!was.equals(is) && !isWider) {
      tell(path, "the type was %s, and is %s".formatted(was, is));
    }
    if (isTrue(before.getNullable()) && !isTrue(after.getNullable())) {
      tell(path, "null is refused");
    }
    if (!isTrue(before.getXKubernetesEmbeddedResource())
        && isTrue(after.getXKubernetesEmbeddedResource())) {
      tell(path, "has to be a whole resource");
    }
    if (before.getDefault() != null && !before.getDefault().equals(after.getDefault())) {
      tell(
          path, "the default was %s, and is %s".formatted(before.getDefault(), after.getDefault()));
    }
  }

  private static String type(JSONSchemaProps schema) {
    return isTrue(schema.getXKubernetesIntOrString())
        ? "integer or string"
        : Objects.requireNonNullElse(schema.getType(), "anything");
  }

  /** A rule is its expression; another message says the same. */
  private void rules(String path, JSONSchemaProps before, JSONSchemaProps after) {
    Set<String> known =
        before.getXKubernetesValidations().stream()
            .map(ValidationRule::getRule)
            .collect(Collectors.toSet());
    after.getXKubernetesValidations().stream()
        .filter(rule -> !known.contains(rule.getRule()))
        .forEach(rule -> tell(path, "a new rule: " + message(rule)));
  }

  private static String message(ValidationRule rule) {
    return rule.getMessage() == null ? rule.getRule() : rule.getMessage();
  }

  /** Who owns what, and what of a list may be there twice. */
  private void ownership(String path, JSONSchemaProps before, JSONSchemaProps after) {
    String list = Objects.requireNonNullElse(before.getXKubernetesListType(), ATOMIC);
    String map = Objects.requireNonNullElse(before.getXKubernetesMapType(), GRANULAR);
    if (!list.equals(Objects.requireNonNullElse(after.getXKubernetesListType(), ATOMIC))) {
      tell(path, "the list was %s, and is %s".formatted(list, after.getXKubernetesListType()));
    }
    if (!map.equals(Objects.requireNonNullElse(after.getXKubernetesMapType(), GRANULAR))) {
      tell(path, "the map was %s, and is %s".formatted(map, after.getXKubernetesMapType()));
    }
    if (!before.getXKubernetesListMapKeys().equals(after.getXKubernetesListMapKeys())) {
      tell(
          path,
          "entries were told apart by %s, and are by %s"
              .formatted(before.getXKubernetesListMapKeys(), after.getXKubernetesListMapKeys()));
    }
  }

  /** A field with a default is never missing. */
  private void required(String path, JSONSchemaProps before, JSONSchemaProps after) {
    after.getRequired().stream()
        .filter(name -> !before.getRequired().contains(name))
        .filter(name -> !hasDefault(properties(after).get(name)))
        .forEach(name -> tell(path + "." + name, "is needed now"));
  }

  private static boolean hasDefault(@Nullable JSONSchemaProps schema) {
    return schema != null && schema.getDefault() != null;
  }

  private void properties(String path, JSONSchemaProps before, JSONSchemaProps after) {
    properties(before)
        .forEach(
            (name, schema) -> {
              String field = path + "." + name;
              JSONSchemaProps successor = properties(after).get(name);
              if (successor != null) {
                compare(field, schema, successor);
              } else if (!keepsUnknown(after)) {
                tell(field, "is gone");
              }
            });
    if (keepsUnknown(before)) {
      properties(after).keySet().stream()
          .filter(name -> !properties(before).containsKey(name))
          .forEach(name -> tell(path + "." + name, "was free, and has a schema"));
    }
  }

  private void additional(String path, JSONSchemaProps before, JSONSchemaProps after) {
    if (isTrue(before.getXKubernetesPreserveUnknownFields())
        && !isTrue(after.getXKubernetesPreserveUnknownFields())) {
      tell(path, "unknown fields are dropped");
    }
    JSONSchemaPropsOrBool was = before.getAdditionalProperties();
    JSONSchemaPropsOrBool is = after.getAdditionalProperties();
    if (isOpen(was) && !isOpen(is) && !keepsUnknown(after)) {
      tell(path, "takes no names of the user's any more");
    }
    if (was != null && is != null && is.getSchema() != null) {
      compare(
          path + ".*",
          was.getSchema() == null ? new JSONSchemaProps() : was.getSchema(),
          is.getSchema());
    }
  }

  private static boolean isOpen(@Nullable JSONSchemaPropsOrBool names) {
    return names != null && (names.getSchema() != null || isTrue(names.getAllows()));
  }

  private static boolean keepsUnknown(JSONSchemaProps schema) {
    return isTrue(schema.getXKubernetesPreserveUnknownFields());
  }

  private static Map<String, JSONSchemaProps> properties(JSONSchemaProps schema) {
    return schema.getProperties() == null ? Map.of() : schema.getProperties();
  }

  private static boolean isTrue(@Nullable Boolean value) {
    return Boolean.TRUE.equals(value);
  }
}
