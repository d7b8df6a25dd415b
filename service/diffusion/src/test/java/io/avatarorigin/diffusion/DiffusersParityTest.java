package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole draws beside those of diffusers on the same weights. */
class DiffusersParityTest {

  private static final float LATENT_TOLERANCE = 1e-3f;
  private static final int PIXEL_TOLERANCE = 2;

  static Stream<Arguments> draws() {
    return Stream.of("epsilon", "velocity", "half")
        .flatMap(
            model ->
                StreamSupport.stream(
                        Fixtures.json("draws/" + model + "/draws.json").spliterator(), false)
                    .map(draw -> Arguments.of(model, draw.get("name").textValue(), draw)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("draws")
  void drawsWhatDiffusersDraws(String model, String name, JsonNode draw) {
    // Given
    float[] expected = Fixtures.floats("draws/" + model + "/" + name + ".latents");
    byte[] pixels = Fixtures.bytes("draws/" + model + "/" + name + ".rgb");
    List<float[]> latents = new ArrayList<>();

    // When
    Picture picture;
    try (StableDiffusion diffusion =
        StableDiffusion.load(Fixtures.path("models/" + model), ExecutionOptions.onCpu())) {
      picture =
          diffusion
              .draw(request(draw), (step, steps, latent) -> latents.add(latent.clone()))
              .picture();
    }

    // Then
    assertThat(latents).hasSize(draw.get("steps").intValue());
    for (int step = 0; step < latents.size(); step++) {
      float[] latent = latents.get(step);
      for (int i = 0; i < latent.length; i++) {
        assertThat(latent[i])
            .as("step %d, value %d", step, i)
            .isCloseTo(expected[step * latent.length + i], within(LATENT_TOLERANCE));
      }
    }
    assertThat(picture.rgb()).hasSameSizeAs(pixels);
    for (int i = 0; i < pixels.length; i++) {
      assertThat(Byte.toUnsignedInt(picture.rgb()[i]))
          .as("byte %d of the picture", i)
          .isCloseTo(Byte.toUnsignedInt(pixels[i]), within(PIXEL_TOLERANCE));
    }
  }

  private static DrawRequest request(JsonNode draw) {
    return new DrawRequest(
        draw.get("prompt").textValue(),
        draw.get("negativePrompt").textValue(),
        draw.get("seed").longValue(),
        draw.get("steps").intValue(),
        draw.get("guidanceScale").doubleValue(),
        draw.get("width").intValue(),
        draw.get("height").intValue(),
        new SchedulerChoice(
            SchedulerChoice.DPM_SOLVER_MULTISTEP, draw.get("karras").booleanValue()));
  }
}
