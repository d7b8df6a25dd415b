package io.avatarorigin.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.avatarorigin.diffusion.DrawRequest;
import io.avatarorigin.diffusion.ExecutionOptions;
import io.avatarorigin.diffusion.Picture;
import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.diffusion.StableDiffusion;
import io.avatarorigin.diffusion.StepListener;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The bundled model as it ships, against what diffusers drew with it (training/golden.py). */
class BundledPicturesTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @TempDir private static Path data;
  private static StableDiffusion model;

  @BeforeAll
  static void load() {
    model = StableDiffusion.load(BundledModel.unpack(data), ExecutionOptions.onCpu());
  }

  @AfterAll
  static void close() {
    model.close();
  }

  static Stream<JsonNode> pictures() throws IOException {
    return golden().path("pictures").valueStream();
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void drawsWhatDiffusersDraws(JsonNode picture) throws IOException {
    JsonNode golden = golden();
    DrawRequest request =
        new DrawRequest(
            picture.path("prompt").asText(),
            picture.path("negativePrompt").asText(),
            picture.path("seed").asLong(),
            golden.path("steps").asInt(),
            golden.path("guidanceScale").asDouble(),
            256,
            256,
            new SchedulerChoice(
                golden.path("scheduler").asText(), golden.path("karras").asBoolean()));

    Picture drawn = model.draw(request, StepListener.NONE).picture();

    BufferedImage expected = ImageIO.read(GOLDEN.resolve(picture.path("file").asText()).toFile());
    assertThat(greatestDifference(drawn, expected))
        .isLessThanOrEqualTo(golden.path("tolerance").asInt());
  }

  @Test
  void bringsItsOwnDefaults() throws IOException {
    JsonNode golden = golden();

    assertThat(model.description().defaults().steps()).hasValue(golden.path("steps").asInt());
    assertThat(model.description().defaults().guidanceScale())
        .hasValue(golden.path("guidanceScale").asDouble());
    assertThat(model.description().defaults().size()).hasValue(256);
    assertThat(model.description().defaults().scheduler())
        .contains(
            new SchedulerChoice(
                golden.path("scheduler").asText(), golden.path("karras").asBoolean()));
  }

  private static JsonNode golden() throws IOException {
    return new ObjectMapper().readTree(Files.readString(GOLDEN.resolve("golden.json")));
  }

  private static int greatestDifference(Picture drawn, BufferedImage expected) {
    int greatest = 0;
    for (int y = 0, i = 0; y < drawn.height(); y++) {
      for (int x = 0; x < drawn.width(); x++) {
        int pixel = expected.getRGB(x, y);
        for (int shift = 16; shift >= 0; shift -= 8) {
          int difference = (drawn.rgb()[i++] & 255) - (pixel >> shift & 255);
          greatest = Math.max(greatest, Math.abs(difference));
        }
      }
    }
    return greatest;
  }
}
