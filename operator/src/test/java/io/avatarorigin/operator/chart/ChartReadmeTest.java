package io.avatarorigin.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds the table of values in each chart's README to the comments in values.yaml; {@code
 * -Dgolden.update=true} rewrites it, and fails, so that somebody reads.
 */
class ChartReadmeTest {
  private static final String BEGIN = "<!-- values: begin -->\n";
  private static final String END = "<!-- values: end -->";

  static Stream<Path> charts() {
    return Stream.of(Helm.OPERATOR, Helm.DEFINITIONS);
  }

  @ParameterizedTest
  @MethodSource("charts")
  void tellsOfEveryValue(Path chart) throws IOException {
    Path readme = chart.resolve("README.md");
    String text = Files.readString(readme);
    String expected =
        text.substring(0, text.indexOf(BEGIN))
            + BEGIN
            + ValuesTable.of(Files.readString(chart.resolve("values.yaml")))
            + text.substring(text.indexOf(END));
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(readme, expected);
    }

    assertThat(text).isEqualTo(expected);
    assertThat(Boolean.getBoolean("golden.update")).as("the file was rewritten").isFalse();
  }
}
