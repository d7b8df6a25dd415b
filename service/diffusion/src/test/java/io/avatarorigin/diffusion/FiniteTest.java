package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No picture is made of numbers that are none. */
class FiniteTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void saysWhatIsNotFinite(float value) {
    assertThatThrownBy(() -> Finite.require(new float[] {1, value}, "the answer"))
        .isInstanceOf(DrawFailedException.class)
        .hasMessage("the answer is not finite: it holds " + value);
  }

  @Test
  void takesEveryOtherNumber() {
    float[] values = {0, -Float.MAX_VALUE, Float.MAX_VALUE, Float.MIN_VALUE};
    assertThatCode(() -> Finite.require(values, "the answer")).doesNotThrowAnyException();
  }

  @Test
  void failsTheDrawWhenGuidanceOverflows() {
    try (StableDiffusion diffusion =
        StableDiffusion.load(Fixtures.path("models/epsilon"), ExecutionOptions.onCpu())) {
      assertThatThrownBy(() -> diffusion.draw(request(1e300), StepListener.NONE))
          .isInstanceOf(DrawFailedException.class)
          .hasMessageStartingWith("the UNet's prediction in step 1 of 3 is not finite: it holds ");
    }
  }

  @Test
  void failsTheDrawWhenTheDecoderOverflows() throws IOException {
    Fixtures.copyOfModel("epsilon", folder);
    Path config = folder.resolve("vae_decoder/config.json");
    Files.writeString(
        config,
        Files.readString(config)
            .replace("\"scaling_factor\": 0.18215", "\"scaling_factor\": 1e-45"));
    try (StableDiffusion diffusion = StableDiffusion.load(folder, ExecutionOptions.onCpu())) {
      assertThatThrownBy(() -> diffusion.draw(request(5), StepListener.NONE))
          .isInstanceOf(DrawFailedException.class)
          .hasMessageStartingWith("the VAE decoder's picture is not finite: it holds ");
    }
  }

  private static DrawRequest request(double guidanceScale) {
    SchedulerChoice scheduler = SchedulerChoice.parse("DPM++ 2M");
    return new DrawRequest("smile", "blurry", 1, 3, guidanceScale, 32, 32, scheduler);
  }
}
