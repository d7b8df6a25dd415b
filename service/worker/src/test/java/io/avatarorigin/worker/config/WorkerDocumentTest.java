package io.avatarorigin.worker.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds docs/worker.md to the settings; {@code -Dgolden.update=true} rewrites its table. */
class WorkerDocumentTest {
  private static final Path DOCUMENT = Path.of("../../docs/worker.md");
  private static final String BEGIN = "<!-- settings: begin -->\n";
  private static final String END = "<!-- settings: end -->\n";

  /** As the worker names them; the cli module's tests hold the command to the same table. */
  private static final Map<String, String> FLAGS =
      Map.of(
          "data", "`--data`",
          "model", "`--model`",
          "port", "`--port`",
          "admin.port", "`--admin-port`");

  @Test
  void theDocumentListsEverySetting() throws IOException {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    int end = document.indexOf(END);
    String expected = document.substring(0, begin) + table() + document.substring(end);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(DOCUMENT, expected);
    }

    assertThat(document).isEqualTo(expected);
  }

  private static String table() {
    return """
        | key | type | default | variable | flag | meaning |
        |---|---|---|---|---|---|
        """
        + WorkerConfig.SETTINGS.stream().map(WorkerDocumentTest::row).collect(Collectors.joining());
  }

  private static String row(Setting<?> setting) {
    String standard = setting.standard().isEmpty() ? "" : "`" + setting.standard() + "`";
    return "| `%s` | %s | %s | `%s` | %s | %s |\n"
        .formatted(
            setting.path(),
            setting.kind().description().replace("|", "\\|"),
            standard,
            WorkerConfigLoader.NAMES.of(setting),
            FLAGS.getOrDefault(setting.path(), ""),
            setting.meaning());
  }
}
