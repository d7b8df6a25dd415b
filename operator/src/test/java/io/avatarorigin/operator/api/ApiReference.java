package io.avatarorigin.operator.api;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionSpec;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The reference of a resource for people, made of its definition: a section for each object. */
final class ApiReference {
  private final StringBuilder text = new StringBuilder();

  private ApiReference() {}

  /** The page, as Markdown. */
  static String of(CustomResourceDefinitionSpec definition) {
    ApiReference reference = new ApiReference();
    CustomResourceDefinitionVersion version = definition.getVersions().getFirst();
    JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
    reference.introduce(definition, version, root);
    root.getProperties().forEach((name, schema) -> reference.section(name, schema));
    return reference.text.toString();
  }

  private void introduce(
      CustomResourceDefinitionSpec definition,
      CustomResourceDefinitionVersion version,
      JSONSchemaProps root) {
    text.append(
        """
        # %s

        %s

        `%s/%s`, %s; for kubectl `%s` or `%s`. What the operator makes of it is in [operator.md](operator.md), examples are in
        [crds/samples](../crds/samples). This page is made from `crds/%s.%s.yaml`.

        *needed* marks what an object must have once it is there itself; all else may be left out. A *Kubernetes object* is
        Kubernetes' own type, as pods (and of `status.conditions` all resources) have it under the same name. `status` is
        written by the operator alone.
        """
            .formatted(
                definition.getNames().getKind(),
                root.getDescription(),
                definition.getGroup(),
                version.getName(),
                definition.getScope().equals("Namespaced") ? "in a namespace" : "of the cluster",
                definition.getNames().getPlural(),
                String.join("`, `", definition.getNames().getShortNames()),
                definition.getNames().getPlural(),
                definition.getGroup()));
    rules(root);
  }

  private void section(String path, JSONSchemaProps schema) {
    text.append("\n## ").append(path).append("\n\n");
    if (schema.getDescription() != null) {
      text.append(schema.getDescription()).append("\n");
    }
    JSONSchemaProps object = entry(schema);
    rules(object);
    text.append("\n| field | type | allowed | meaning |\n|---|---|---|---|\n");
    Map<String, JSONSchemaProps> sections = new LinkedHashMap<>();
    object.getProperties().forEach((name, field) -> row(path, object, name, field, sections));
    sections.forEach(this::section);
  }

  private void row(
      String path,
      JSONSchemaProps object,
      String name,
      JSONSchemaProps field,
      Map<String, JSONSchemaProps> sections) {
    String type = SchemaWords.type(field);
    if (hasSection(field)) {
      String section = path + "." + name + (field.getItems() == null ? "" : "[]");
      sections.put(section, field);
      type = "[%s](#%s)".formatted(type, anchor(section));
    }
    text.append(
        "| `%s`%s | %s | %s | %s |\n"
            .formatted(
                name,
                object.getRequired().contains(name) ? " *needed*" : "",
                type,
                SchemaWords.limits(field),
                cell(Objects.requireNonNullElse(field.getDescription(), ""))));
  }

  /** The rules of an object, in the words that a refusal has. */
  private void rules(JSONSchemaProps object) {
    List<String> messages = new ArrayList<>();
    for (ValidationRule rule : object.getXKubernetesValidations()) {
      messages.add(
          (rule.getFieldPath() == null ? "" : rule.getFieldPath().substring(1) + ": ")
              + Objects.requireNonNullElse(rule.getMessage(), "`" + rule.getRule() + "`"));
    }
    if (!messages.isEmpty()) {
      text.append(
          messages.stream().map(it -> "- " + it + "\n").collect(Collectors.joining("", "\n", "")));
    }
  }

  /** Whether its fields are ours to describe. */
  private static boolean hasSection(JSONSchemaProps field) {
    return SchemaWords.isObject(entry(field)) && !SchemaWords.isForeign(entry(field));
  }

  private static JSONSchemaProps entry(JSONSchemaProps schema) {
    return schema.getItems() == null ? schema : schema.getItems().getSchema();
  }

  /** As GitHub makes it of a heading. */
  static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 _-]", "").replace(' ', '-');
  }

  static String cell(@Nullable String words) {
    return words == null ? "" : words.replace("|", "\\|");
  }
}
