package io.avatarorigin.origin.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.settings.SettingsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Holds docs/configuration.md to the settings; {@code -Dgolden.update=true} rewrites its table. */
class ConfigurationDocumentTest {
  private static final Path DOCUMENT = Path.of("../../docs/configuration.md");

  /** As serve names them; the cli module's tests hold the command to the same table. */
  private static final Map<String, String> FLAGS =
      Map.of(
          "data", "--data",
          "model", "--model",
          "vocabulary", "--vocabulary",
          "s3.port", "--s3-port",
          "web.port", "--web-port",
          "admin.port", "--admin-port");

  @Test
  void theDocumentListsEverySetting() throws IOException {
    String document = Files.readString(DOCUMENT);
    String expected =
        new SettingsTable(OriginConfig.SETTINGS, ConfigLoader.NAMES, FLAGS).writtenInto(document);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(DOCUMENT, expected);
    }

    assertThat(document).isEqualTo(expected);
  }
}
