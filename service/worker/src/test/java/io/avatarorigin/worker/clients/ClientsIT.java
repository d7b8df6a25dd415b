package io.avatarorigin.worker.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.model.BundledModel;
import io.avatarorigin.worker.TestedWorker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients out of their registries, against the bundled model. */
class ClientsIT {
  private static final String TOKEN = "sk-a-token-of-letters-only";

  @TempDir private static Path data;
  @TempDir private Path pictures;

  private static TestedWorker guarded;
  private static TestedWorker open;

  @BeforeAll
  static void start() {
    Path model = BundledModel.unpack(data);
    guarded = TestedWorker.setup().with(_ -> model).with("token", TOKEN).ready();
    open = TestedWorker.setup().with(_ -> model).ready();
  }

  @AfterAll
  static void stop() {
    guarded.close();
    open.close();
  }

  @Test
  void openAisClientForPythonHasImagesMade() throws IOException {
    String told =
        Programs.run(
            pictures,
            Programs.python().toString(),
            Programs.SOURCES.resolve("python/images.py").toString(),
            openAiUrl(),
            TOKEN,
            pictures.toString());

    requireImages(told);
  }

  @Test
  void openAisClientForJavaScriptHasImagesMade() throws IOException {
    Path folder = Programs.javaScript();

    String told =
        Programs.run(folder, "node", "images.mjs", openAiUrl(), TOKEN, pictures.toString());

    requireImages(told);
  }

  @Test
  void aGoProgramWithWholeNumbersReadsWhatAzurdaAsksFor() throws IOException {
    Path picture = pictures.resolve("azurda.png");

    String told =
        Programs.run(
            pictures,
            Programs.go().toString(),
            "http://127.0.0.1:" + open.server().port(),
            Path.of("src/test/resources/azurda/request.json").toAbsolutePath().toString(),
            picture.toString());

    assertThat(told.strip()).isEqualTo("png 256 256 9223372036854775807 DPM++ 2M Karras 7");
    assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(256);
  }

  private void requireImages(String told) throws IOException {
    assertThat(told.lines())
        .containsExactly(
            "model avatar-origin bundled model",
            "refused response_format invalid_request_error",
            "unknown model_not_found",
            "stranger invalid_api_key");
    for (String name : new String[] {"0.png", "1.png"}) {
      assertThat(ImageIO.read(pictures.resolve(name).toFile()).getWidth()).isEqualTo(256);
    }
    assertThat(Files.mismatch(pictures.resolve("0.png"), pictures.resolve("1.png")))
        .isNotNegative();
    assertThat(Files.readString(pictures.resolve("smile.webp"), StandardCharsets.ISO_8859_1))
        .startsWith("RIFF");
  }

  private static String openAiUrl() {
    return "http://127.0.0.1:" + guarded.server().port() + "/v1";
  }
}
