package io.avatarorigin.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionChangesTest {
  private static final String DEFINITION =
      """
      spec:
        group: example.org
        scope: Namespaced
        names: {kind: Robot, plural: robots, singular: robot, shortNames: [ro]}
        versions:
        - name: v1
          served: true
          storage: true
          subresources: {status: {}}
          schema:
            openAPIV3Schema:
              type: object
              properties: {arms: {type: integer}}
      """;

  /** A schema of the field {@code arm}, the same later, and what is told; nothing: it is taken. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {type: string}                            | {type: integer}                           | v1.arm: the type was string, and is integer
          {type: number}                            | {type: integer}                           | v1.arm: the type was number, and is integer
          {type: integer}                           | {type: number}                            |
          {x-kubernetes-int-or-string: true}        | {type: string}                            | v1.arm: the type was integer or string, and is string
          {type: string}                            | {x-kubernetes-int-or-string: true}        |
          {type: string, nullable: true}            | {type: string}                            | v1.arm: null is refused
          {type: string}                            | {type: string, nullable: true}            |
          {type: object}                            | {type: object, x-kubernetes-embedded-resource: true} | v1.arm: has to be a whole resource
          {type: string, default: a}                | {type: string, default: b}                | v1.arm: the default was "a", and is "b"
          {type: string}                            | {type: string, default: b}                |
          {type: string, enum: [a, b]}              | {type: string, enum: [b, c]}              | v1.arm: "a" is refused
          {type: string}                            | {type: string, enum: [a]}                 | v1.arm: is limited to ["a"]
          {type: string, enum: [a]}                 | {type: string}                            |
          {type: string, enum: [a]}                 | {type: string, enum: [a, b]}              |
          {type: string, pattern: a+}               | {type: string, pattern: a}                | v1.arm: pattern was a+, and is a
          {type: string}                            | {type: string, pattern: a}                | v1.arm: pattern was absent, and is a
          {type: string, pattern: a}                | {type: string}                            |
          {type: string}                            | {type: string, format: date}              | v1.arm: format was absent, and is date
          {type: integer, minimum: 1}               | {type: integer, minimum: 2}               | v1.arm: minimum was 1.0, and is 2.0
          {type: integer}                           | {type: integer, minimum: 2}               | v1.arm: minimum was absent, and is 2.0
          {type: integer, minimum: 2}               | {type: integer, minimum: 1}               |
          {type: integer, maximum: 2}               | {type: integer, maximum: 1}               | v1.arm: maximum was 2.0, and is 1.0
          {type: integer, maximum: 1}               | {type: integer, maximum: 2}               |
          {type: integer, minimum: 1}               | {type: integer, minimum: 1, exclusiveMinimum: true} | v1.arm: exclusiveMinimum is set
          {type: integer, maximum: 1}               | {type: integer, maximum: 1, exclusiveMaximum: true} | v1.arm: exclusiveMaximum is set
          {type: integer}                           | {type: integer, multipleOf: 8}            | v1.arm: multipleOf was absent, and is 8.0
          {type: string, minLength: 1}              | {type: string, minLength: 2}              | v1.arm: minLength was 1, and is 2
          {type: string, maxLength: 9}              | {type: string, maxLength: 8}              | v1.arm: maxLength was 9, and is 8
          {type: string, maxLength: 9}              | {type: string}                            |
          {type: array, minItems: 1}                | {type: array, minItems: 2}                | v1.arm: minItems was 1, and is 2
          {type: array}                             | {type: array, maxItems: 2}                | v1.arm: maxItems was absent, and is 2
          {type: array}                             | {type: array, uniqueItems: true}          | v1.arm: uniqueItems is set
          {type: object, minProperties: 1}          | {type: object, minProperties: 2}          | v1.arm: minProperties was 1, and is 2
          {type: object, maxProperties: 2}          | {type: object, maxProperties: 1}          | v1.arm: maxProperties was 2, and is 1
          {type: object, properties: {a: {type: string}}} | {type: object}                      | v1.arm.a: is gone
          {type: object, properties: {a: {type: string}}} | {type: object, x-kubernetes-preserve-unknown-fields: true} |
          {type: object}                            | {type: object, properties: {a: {type: string}}} |
          {type: object, x-kubernetes-preserve-unknown-fields: true} | {type: object}           | v1.arm: unknown fields are dropped
          {type: object, x-kubernetes-preserve-unknown-fields: true} | {type: object, x-kubernetes-preserve-unknown-fields: true, properties: {a: {type: string}}} | v1.arm.a: was free, and has a schema
          {type: object, properties: {a: {type: string}}} | {type: object, properties: {a: {type: string}}, required: [a]} | v1.arm.a: is needed now
          {type: object}                            | {type: object, properties: {a: {type: string}}, required: [a]} | v1.arm.a: is needed now
          {type: object}                            | {type: object, properties: {a: {type: string, default: b}}, required: [a]} |
          {type: object, required: [a]}             | {type: object}                            |
          {type: object, additionalProperties: {type: string}} | {type: object}                 | v1.arm: takes no names of the user's any more
          {type: object, additionalProperties: true} | {type: object, additionalProperties: false} | v1.arm: takes no names of the user's any more
          {type: object, additionalProperties: true} | {type: object, additionalProperties: {type: string}} | v1.arm.*: the type was anything, and is string
          {type: object, additionalProperties: {type: string}} | {type: object, additionalProperties: {type: integer}} | v1.arm.*: the type was string, and is integer
          {type: object}                            | {type: object, additionalProperties: {type: string}} |
          {type: array, items: {type: object, properties: {a: {type: string}}}} | {type: array, items: {type: object}} | v1.arm[].a: is gone
          {type: array}                             | {type: array, x-kubernetes-list-type: set} | v1.arm: the list was atomic, and is set
          {type: array}                             | {type: array, x-kubernetes-list-type: atomic} |
          {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [a]} | {type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [b]} | v1.arm: entries were told apart by [a], and are by [b]
          {type: object}                            | {type: object, x-kubernetes-map-type: atomic} | v1.arm: the map was granular, and is atomic
          {type: object}                            | {type: object, x-kubernetes-validations: [{rule: has(self.a), message: give a}]} | v1.arm: a new rule: give a
          {type: object, x-kubernetes-validations: [{rule: has(self.a)}]} | {type: object, x-kubernetes-validations: [{rule: has(self.b)}]} | v1.arm: a new rule: has(self.b)
          {type: object, x-kubernetes-validations: [{rule: has(self.a), message: give a}]} | {type: object, x-kubernetes-validations: [{rule: has(self.a), message: a it is}]} |
          {type: object, x-kubernetes-validations: [{rule: has(self.a)}]} | {type: object}      |
          {type: object}                            | {type: object, properties: {a: {type: object, x-kubernetes-validations: [{rule: self.b > 1}]}}} |
          {type: string, description: a}            | {type: string, description: b}            |
          """)
  void ofAField(String before, String after, String told) {
    assertThat(DefinitionChanges.between(withArm(before), withArm(after)))
        .isEqualTo(told == null ? List.of() : List.of(told));
  }

  /** What is exchanged in the definition, and what is told. */
  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          group: example.org  | group: example.com                       | group was example.org, and is example.com
          scope: Namespaced   | scope: Cluster                           | scope was Namespaced, and is Cluster
          kind: Robot         | kind: Machine                            | kind was Robot, and is Machine
          plural: robots      | plural: machines                         | plural was robots, and is machines
          singular: robot     | singular: machine                        | singular was robot, and is machine
          shortNames: [ro]    | shortNames: [rob]                        | the short name ro is gone
          shortNames: [ro]    | shortNames: [rob, ro]                    |
          name: v1            | name: v2                                 | version v1 is gone
          served: true        | served: false                            | version v1 is served no more
          storage: true       | storage: false                           | version v1 is stored no more
          status: {}          | scale: {}                                | version v1 has no subresource status any more
          {arms: {type: integer}} | {legs: {type: integer}}              | v1.arms: is gone
          {arms: {type: integer}} | {arms: {type: integer}, legs: {type: integer}} |
          """)
  void ofTheDefinition(String before, String after, String told) {
    assertThat(DEFINITION).contains(before);

    assertThat(
            DefinitionChanges.between(parse(DEFINITION), parse(DEFINITION.replace(before, after))))
        .isEqualTo(told == null ? List.of() : List.of(told));
  }

  @Test
  void tellsAllOfThem() {
    List<String> changes =
        DefinitionChanges.between(
            parse(DEFINITION),
            parse(DEFINITION.replace("Namespaced", "Cluster").replace("integer", "string")));

    assertThat(changes)
        .containsExactly(
            "scope was Namespaced, and is Cluster", "v1.arms: the type was integer, and is string");
  }

  private static CustomResourceDefinition withArm(String schema) {
    return parse(DEFINITION.replace("{arms: {type: integer}}", "{arm: " + schema + "}"));
  }

  private static CustomResourceDefinition parse(String yaml) {
    return Serialization.unmarshal(yaml, CustomResourceDefinition.class);
  }
}
