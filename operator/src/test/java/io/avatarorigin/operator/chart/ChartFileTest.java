package io.avatarorigin.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the charts say of themselves is so. */
class ChartFileTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Pattern VERSION =
      Pattern.compile("<artifactId>avatar-origin</artifactId>\\s*<version>([^<]+)</version>");

  @Test
  void bothAreOfTheVersionThatIsBuilt() throws IOException {
    Matcher version = VERSION.matcher(Files.readString(Path.of("../pom.xml")));
    assertThat(version.find()).isTrue();

    assertThat(chart(Helm.OPERATOR).get("appVersion").asText()).isEqualTo(version.group(1));
    assertThat(chart(Helm.DEFINITIONS).get("appVersion").asText()).isEqualTo(version.group(1));
    assertThat(chart(Helm.DEFINITIONS).get("version"))
        .isEqualTo(chart(Helm.OPERATOR).get("version"));
  }

  @Test
  void tellsOfEveryImage() throws IOException {
    JsonNode chart = chart(Helm.OPERATOR);
    JsonNode values = YAML.readTree(Helm.OPERATOR.resolve("values.yaml").toFile());
    JsonNode images = YAML.readTree(chart.get("annotations").get("artifacthub.io/images").asText());
    String tag = ":" + chart.get("appVersion").asText();

    assertThat(images.findValuesAsText("image"))
        .containsExactly(
            values.at("/image/repository").asText() + tag,
            values.at("/images/origin/repository").asText() + tag,
            values.at("/images/worker/repository").asText() + tag,
            values.at("/images/workerCuda/repository").asText() + tag);
  }

  private static JsonNode chart(Path folder) throws IOException {
    return YAML.readTree(folder.resolve("Chart.yaml").toFile());
  }
}
