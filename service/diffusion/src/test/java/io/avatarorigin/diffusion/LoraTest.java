package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.avatarorigin.diffusion.text.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LoRA adapters of a model folder; {@code half} has half the effect of {@code style}. */
class LoraTest {

  @TempDir private Path folder;

  @BeforeEach
  void copy() throws IOException {
    Fixtures.copyOfModel("epsilon", folder);
    Files.createDirectory(folder.resolve("lora"));
    for (String file :
        new String[] {
          "unet/model.onnx",
          "text_encoder/model.onnx",
          "lora/style.onnx_adapter",
          "lora/style.text_encoder.onnx_adapter",
          "lora/half.onnx_adapter",
          "lora/half.text_encoder.onnx_adapter"
        }) {
      Files.copy(
          Fixtures.path("adapters/" + file),
          folder.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @ParameterizedTest
  @CsvSource({"<lora:style>, 0", "<lora:style:0.5>, 1", "<lora:half:1>, 1"})
  void changesTheTextEncoderAsMergedWeightsDo(String tag, int place) {
    // Given
    float[] both = Fixtures.floats("adapters/text_encoder.states");
    ModelFolder model = new ModelFolder(folder);
    LoraPlan plan = LoraPlan.of(Prompt.parse(tag).loras(), LoraFolder.read(model));

    // When
    float[] states;
    try (TextEncoder encoder = TextEncoder.load(model, TextRole.ONLY, ExecutionOptions.onCpu());
        ActiveLoras loras = ActiveLoras.open(plan.textEncoder())) {
      states = encoder.encode(Prompt.parse("smile, blonde hair"), 1, loras).hidden();
    }

    // Then
    assertThat(plan.ignored()).isEmpty();
    assertThat(both).hasSize(2 * states.length);
    for (int i = 0; i < states.length; i++) {
      assertThat(states[i]).isCloseTo(both[place * states.length + i], within(1e-4f));
    }
  }

  @Test
  void scalesEachNetsAdapterByItsWeight() {
    try (StableDiffusion model = StableDiffusion.load(folder, ExecutionOptions.onCpu())) {
      byte[] plain = draw(model, "smile");
      byte[] style = draw(model, "smile, <lora:style>");
      byte[] unetAlone = draw(model, "smile, <lora:style:0:1>");
      assertThat(style).isNotEqualTo(plain).isNotEqualTo(unetAlone);
      assertThat(unetAlone).isNotEqualTo(plain);
      assertThat(draw(model, "smile, <lora:style:0>")).isEqualTo(plain);
      assertThat(draw(model, "smile, <lora:style:0.5>"))
          .isEqualTo(draw(model, "smile, <lora:half>"));
      assertThat(draw(model, "smile")).isEqualTo(plain);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "<lora:../style>, the model folder holds no lora/../style.onnx_adapter",
    "<lora:style.text_encoder>, the model folder holds no lora/style.text_encoder.onnx_adapter",
    "<lora:style><lora:half>, its adapter feeds inputs that an earlier tag's feeds; one each is possible"
  })
  void saysWhyItIgnoresATag(String tags, String reason) {
    LoraPlan plan =
        LoraPlan.of(Prompt.parse(tags).loras(), LoraFolder.read(new ModelFolder(folder)));
    assertThat(plan.ignored()).singleElement().extracting(IgnoredTag::reason).isEqualTo(reason);
  }

  @Test
  void refusesADamagedAdapterWhenTheModelIsLoaded() throws IOException {
    Files.writeString(folder.resolve("lora/style.onnx_adapter"), "....not an adapter");
    assertThatThrownBy(() -> StableDiffusion.load(folder, ExecutionOptions.onCpu()))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("lora/style.onnx_adapter: is not an ONNX Runtime adapter");
  }

  @Test
  void adaptersArePartOfTheDigest() throws IOException {
    String digest = new ModelFolder(folder).digest(false);
    Files.delete(folder.resolve("lora/half.onnx_adapter"));
    assertThat(new ModelFolder(folder).digest(false)).isNotEqualTo(digest);
  }

  private static byte[] draw(StableDiffusion model, String prompt) {
    Drawn drawn =
        model.draw(
            new DrawRequest(prompt, "blurry", 1, 2, 5, 32, 32, SchedulerChoice.parse("DPM++ 2M")),
            StepListener.NONE);
    assertThat(drawn.ignoredTags()).isEmpty();
    return drawn.picture().rgb();
  }
}
