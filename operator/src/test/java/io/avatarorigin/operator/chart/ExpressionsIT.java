package io.avatarorigin.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.testbed.Programs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Prometheus' own parser takes what alerts and dashboard ask for. */
class ExpressionsIT {
  @Test
  void areTaken() throws IOException {
    List<String> expressions = new ArrayList<>();
    Documents.alerts().forEach(alert -> expressions.add(alert.expression()));
    for (JsonNode panel : Documents.panels()) {
      expressions.addAll(Documents.expressions(panel));
    }

    assertThat(expressions).hasSizeGreaterThan(50);
    assertThat(parse(expressions)).isEqualTo(new Helm.Printed(true, ""));
  }

  @Test
  void aWrongOneIsNotTaken() {
    assertThat(parse(List.of("sum(up)", "rate(up)")))
        .satisfies(printed -> assertThat(printed.isWell()).isFalse())
        .extracting(Helm.Printed::text)
        .asString()
        .startsWith("rate(up): ")
        .contains("expected type range vector");
  }

  private static Helm.Printed parse(List<String> expressions) {
    String parser = Programs.find("promql", List.of("promql")).program("promql").toString();
    return Helm.print(String.join("\n", expressions) + "\n", List.of(parser));
  }
}
