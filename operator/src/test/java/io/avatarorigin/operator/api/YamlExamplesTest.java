package io.avatarorigin.operator.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.operator.config.OperatorConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What documents show is YAML, and what is meant for the operator is read by it. */
class YamlExamplesTest {
  @TempDir private Path folder;

  static List<YamlExample> examples() throws IOException {
    return YamlExample.all();
  }

  /** Settings have keys; resources tell what they are. */
  @ParameterizedTest
  @MethodSource("examples")
  void areRead(YamlExample example) {
    assertThat(example.documents())
        .isNotEmpty()
        .allSatisfy(
            document -> {
              assertThat(document.isObject()).isTrue();
              assertThat(document.has("apiVersion")).isEqualTo(document.has("kind"));
              assertThat(document.at("/metadata/name").isTextual()).isEqualTo(document.has("kind"));
            });
  }

  static Stream<YamlExample> configurations() throws IOException {
    return examples().stream()
        .filter(
            example -> example.documents().stream().anyMatch(YamlExamplesTest::isConfiguration));
  }

  private static boolean isConfiguration(JsonNode document) {
    return document.has("images") || document.has("profiles");
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void configureTheOperator(YamlExample example) throws IOException {
    Path file = Files.writeString(folder.resolve("config.yaml"), example.text());

    assertThat(OperatorConfigReader.read(file).profiles()).isNotEmpty();
  }
}
