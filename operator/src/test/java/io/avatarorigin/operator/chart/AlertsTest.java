package io.avatarorigin.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.operator.chart.Documents.Alert;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alerts lead to what helps, and look at what there is. */
class AlertsTest {
  private static final String OPERATOR_DOWN = "AvatarOriginOperatorDown";

  static Stream<Alert> alerts() throws IOException {
    return Documents.alerts().stream();
  }

  @Test
  void eachHasAnEntryInOperations() throws IOException {
    List<String> names = alerts().map(Alert::name).toList();

    assertThat(names).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    assertThat(Documents.entriesOfOperations()).containsExactlyElementsOf(names);
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void looksAtWhatIsCounted(Alert alert) throws IOException {
    Set<String> metrics = Documents.metrics(alert.expression());

    assertThat(Documents.documentedMetrics().keySet()).containsAll(metrics);
    assertThat(Documents.unknownLabels(alert.expression())).isEmpty();
    if (metrics.isEmpty()) { // of Prometheus' own: whether it could read them
      assertThat(alert.expression()).contains("up{");
    }
  }

  @Test
  void labelsThatAreNotThereAreFound() throws IOException {
    assertThat(
            Documents.unknownLabels(
                "a(avatar_origin_draws_total{outcome=~\"drawn|lost\", pod=\"p\", kind=\"k\"}[5m])"))
        .containsExactly(
            "avatar_origin_draws_total kind=k", "avatar_origin_draws_total outcome=lost");
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void saysWhatItIsAbout(Alert alert) {
    assertThat(alert.severity()).isIn("critical", "warning");
    assertThat(alert.duration()).matches("[0-9]+[mh]");
    assertThat(alert.summary()).isNotBlank().doesNotContain("{{");
    assertThat(alert.description())
        .endsWith(".")
        .contains(
            alert.name().equals(OPERATOR_DOWN) ? "OPERATOR_NAMESPACE" : "{{ $"); // has no labels
  }
}
