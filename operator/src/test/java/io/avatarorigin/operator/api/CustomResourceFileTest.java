package io.avatarorigin.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code crds/} to the records of this package; {@code -Dgolden.update=true} writes it, and
 * fails, so that somebody reads.
 */
class CustomResourceFileTest {
  private static final Path FILE = Path.of("../crds/avatarorigins.avatarorigin.io.yaml");

  /** Helm upgrades what is a template, and deletes it with the chart unless it is told not to. */
  private static final Path CHART =
      Path.of("../charts/avatar-origin-crds/templates/avatarorigins.avatarorigin.io.yaml");

  private static final String GENERATED = "/META-INF/fabric8/avatarorigins.avatarorigin.io-v1.yml";

  /** The generator leaves out that of the whole. */
  private static final String DESCRIPTION =
      AvatarOrigin.class.getAnnotation(JsonClassDescription.class).value();

  /** The generator sorts them by path, and people read from the left. */
  private static final List<String> COLUMNS = List.of("Phase", "Model", "Workers", "Queue", "Age");

  @Test
  void isWhatTheRecordsSay() throws IOException {
    CustomResourceDefinition definition = generated();
    version(definition)
        .getAdditionalPrinterColumns()
        .sort(Comparator.comparing(column -> COLUMNS.indexOf(column.getName())));
    String yaml = yaml(definition);
    String template = template(yaml);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(FILE, yaml);
      Files.createDirectories(CHART.getParent());
      Files.writeString(CHART, template);
    }

    assertThat(version(definition).getAdditionalPrinterColumns())
        .extracting(CustomResourceColumnDefinition::getName)
        .containsExactlyElementsOf(COLUMNS);
    assertThat(FILE).hasContent(yaml);
    assertThat(CHART).hasContent(template);
    assertThat(yaml).as("what Helm would take for a template").doesNotContain("{{");
    assertThat(Boolean.getBoolean("golden.update")).as("the file was rewritten").isFalse();
  }

  private static String template(String yaml) {
    return yaml.replaceFirst(
        "\nmetadata:\n",
        """

        metadata:
        {{- if .Values.keep }}
          annotations:
            helm.sh/resource-policy: keep
        {{- end }}
        """);
  }

  private static String yaml(CustomResourceDefinition definition) {
    return Serialization.asYaml(definition)
        .replaceAll("(?m)^( *(?:maximum|minimum): -?[0-9]+)\\.0$", "$1");
  }

  @Test
  void describesEveryFieldOfOurs() {
    List<String> bare = new ArrayList<>();
    JSONSchemaProps root = version(generated()).getSchema().getOpenAPIV3Schema();
    root.getProperties().forEach((name, schema) -> walk(name, schema, bare));

    assertThat(bare).isEmpty();
  }

  /** Types of Kubernetes' own are described where they are named. */
  private static void walk(String path, JSONSchemaProps schema, List<String> bare) {
    if (schema.getDescription() == null) {
      bare.add(path);
    }
    boolean isForeign =
        path.matches(
            "spec\\.(origin|worker)\\.(affinity|tolerations|resources|resourceClaims)"
                + "|status\\.conditions");
    if (isForeign) {
      return;
    }
    properties(schema).forEach((name, child) -> walk(path + "." + name, child, bare));
  }

  private static Map<String, JSONSchemaProps> properties(JSONSchemaProps schema) {
    JSONSchemaProps object = schema.getItems() == null ? schema : schema.getItems().getSchema();
    return object.getProperties() == null ? Map.of() : object.getProperties();
  }

  private static CustomResourceDefinitionVersion version(CustomResourceDefinition definition) {
    return definition.getSpec().getVersions().getFirst();
  }

  private static CustomResourceDefinition generated() {
    try (InputStream yaml = CustomResourceFileTest.class.getResourceAsStream(GENERATED)) {
      CustomResourceDefinition definition =
          Serialization.unmarshal(yaml, CustomResourceDefinition.class);
      version(definition).getSchema().getOpenAPIV3Schema().setDescription(DESCRIPTION);
      return definition;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
