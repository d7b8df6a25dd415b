package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.avatarorigin.diffusion.text.Prompt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
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
        ActiveLoras loras = ActiveLoras.open(plan.of(LoraNet.TEXT_ENCODER))) {
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
  void changesTheSecondTextEncoderAsMergedWeightsDo(@TempDir Path second) throws IOException {
    // Given
    copyOfXl(second);
    float[] expected = Fixtures.floats("adapters/text_encoder_2.states");
    ModelFolder model = new ModelFolder(second);
    LoraPlan plan = LoraPlan.of(Prompt.parse("<lora:style>").loras(), LoraFolder.read(model));

    // When
    TextStates states;
    try (TextEncoder encoder =
            TextEncoder.load(model, TextRole.SECOND_OF_TWO, ExecutionOptions.onCpu());
        ActiveLoras loras = ActiveLoras.open(plan.of(LoraNet.TEXT_ENCODER_2))) {
      states = encoder.encode(Prompt.parse("smile, blonde hair"), 1, loras);
    }

    // Then
    float[] both = Arrays.copyOf(states.hidden(), expected.length);
    System.arraycopy(states.pooled(), 0, both, states.hidden().length, states.pooled().length);
    assertThat(states.hidden().length + states.pooled().length).isEqualTo(expected.length);
    for (int i = 0; i < expected.length; i++) {
      assertThat(both[i]).isCloseTo(expected[i], within(1e-4f));
    }
  }

  @Test
  void adaptsTheSecondTextEncoderOfADraw(@TempDir Path second) throws IOException {
    copyOfXl(second);
    try (StableDiffusion model = StableDiffusion.load(second, ExecutionOptions.onCpu())) {
      assertThat(draw(model, "smile, <lora:style>")).isNotEqualTo(draw(model, "smile"));
      assertThat(draw(model, "smile, <lora:style:0>")).isEqualTo(draw(model, "smile"));
    }
  }

  private static void copyOfXl(Path target) throws IOException {
    Fixtures.copyOfModel("xl", target);
    Files.createDirectory(target.resolve("lora"));
    for (String file :
        new String[] {"text_encoder_2/model.onnx", "lora/style.text_encoder_2.onnx_adapter"}) {
      Files.copy(
          Fixtures.path("adapters/" + file),
          target.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Test
  void refusesAdaptersForInputsThatTheNetLacks() throws IOException {
    Files.copy(
        Fixtures.path("models/epsilon/unet/model.onnx"),
        folder.resolve("unet/model.onnx"),
        StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> StableDiffusion.load(folder, ExecutionOptions.onCpu()))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "lora/half.onnx_adapter: feeds layer0.lora_A and 79 more, which unet/model.onnx does not"
                + " have as an input; export the net with it");
  }

  @Test
  void refusesAdaptersForANetThatTheModelLacks() throws IOException {
    Files.move(
        folder.resolve("lora/half.onnx_adapter"),
        folder.resolve("lora/half.text_encoder_2.onnx_adapter"));

    assertThatThrownBy(() -> StableDiffusion.load(folder, ExecutionOptions.onCpu()))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "lora/half.text_encoder_2.onnx_adapter: is for the text_encoder_2, which this model does"
                + " not have");
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
