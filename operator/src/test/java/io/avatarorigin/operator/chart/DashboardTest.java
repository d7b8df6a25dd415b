package io.avatarorigin.operator.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every panel of the dashboard shows what there is, where there is room for it. */
class DashboardTest {
  @Test
  void showsWhatIsCounted() throws IOException {
    for (JsonNode panel : Documents.panels()) {
      List<String> expressions = Documents.expressions(panel);
      assertThat(expressions).as(panel.get("title").asText()).isNotEmpty();
      for (String expression : expressions) {
        assertThat(Documents.documentedMetrics().keySet())
            .as(panel.get("title").asText())
            .containsAll(Documents.metrics(expression));
        assertThat(Documents.unknownLabels(expression)).isEmpty();
        assertThat(Documents.metrics(expression)).as(expression).isNotEmpty();
      }
    }
  }

  @Test
  void panelsDoNotOverlap() throws IOException {
    boolean[][] taken = new boolean[1000][24];
    for (JsonNode panel : Documents.dashboard().get("panels")) {
      JsonNode at = panel.get("gridPos");
      for (int y = 0; y < at.get("h").asInt(); y++) {
        for (int x = 0; x < at.get("w").asInt(); x++) {
          boolean[] row = taken[at.get("y").asInt() + y];
          int column = at.get("x").asInt() + x;
          assertThat(row[column]).as(panel.get("title").asText()).isFalse();
          row[column] = true;
        }
      }
    }
  }

  @Test
  void eachPanelHasItsOwnNumber() throws IOException {
    assertThat(Documents.dashboard().get("panels").findValuesAsText("id")).doesNotHaveDuplicates();
  }
}
