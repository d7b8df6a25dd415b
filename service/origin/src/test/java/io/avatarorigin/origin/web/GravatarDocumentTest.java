package io.avatarorigin.origin.web;

import io.avatarorigin.origin.DocumentPart;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds docs/gravatar.md to what is answered, row by row; {@code -Dgolden.update=true} rewrites its
 * tables.
 */
class GravatarDocumentTest {
  private static final Map<String, List<Compared>> TABLES = new LinkedHashMap<>();

  static {
    TABLES.put("Hash and path", ComparedPaths.ROWS);
    TABLES.put("Parameters", ComparedParameters.ROWS);
    TABLES.put("Defaults", ComparedDefaults.ROWS);
    TABLES.put("Methods, headers and errors", ComparedHeaders.ROWS);
  }

  @Test
  void theDocumentHasTheRowsThatAreTested() throws IOException {
    new DocumentPart("gravatar.md", "compared").assertIs(tables());
  }

  @ParameterizedTest
  @MethodSource
  void everyRowIsTrue(Compared row) {
    try (RunningWeb web = RunningWeb.start(SettingsFixture.open())) {
      row.shown().accept(web);
    }
  }

  static Stream<Compared> everyRowIsTrue() {
    return TABLES.values().stream().flatMap(List::stream);
  }

  private static String tables() {
    return TABLES.entrySet().stream()
        .map(table -> table(table.getKey(), table.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String table(String title, List<Compared> rows) {
    return "### %s\n\n| | Gravatar | Libravatar | here |\n|---|---|---|---|\n".formatted(title)
        + rows.stream().map(Compared::line).collect(Collectors.joining());
  }
}
