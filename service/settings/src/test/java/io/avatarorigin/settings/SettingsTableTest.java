package io.avatarorigin.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTableTest {
  private static final SettingsTable TABLE =
      new SettingsTable(
          List.of(
              new Setting<>("s3.list", Kinds.text("this | that", ".*"), "this", "What is told."),
              new Setting<>("log-level", Kinds.text("a word", ".*"), "", "How much.")),
          new EnvironmentNames("OURS_", List.of()),
          Map.of("s3.list", "--s3-list"));

  @Test
  void putsItsRowsBetweenTheMarks() {
    assertThat(
            TABLE.writtenInto(
                """
                Before.
                <!-- settings: begin -->
                | something | old |
                <!-- settings: end -->
                After.
                """))
        .isEqualTo(
            """
            Before.
            <!-- settings: begin -->
            | key | type | default | variable | flag | meaning |
            |---|---|---|---|---|---|
            | `s3.list` | this \\| that | `this` | `OURS_S3_LIST` | `--s3-list` | What is told. |
            | `log-level` | a word |  | `OURS_LOG_LEVEL` |  | How much. |
            <!-- settings: end -->
            After.
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<!-- settings: begin -->\n",
        "<!-- settings: end -->\n<!-- settings: begin -->\n"
      })
  void refusesADocumentWithoutAPlace(String document) {
    assertThatIllegalArgumentException().isThrownBy(() -> TABLE.writtenInto(document));
  }
}
