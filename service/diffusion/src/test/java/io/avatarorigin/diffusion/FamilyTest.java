package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of models of each family, and of folders of theirs that are broken. */
class FamilyTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "epsilon, STABLE_DIFFUSION_1, fp32",
    "second, STABLE_DIFFUSION_2, fp32",
    "xl, STABLE_DIFFUSION_XL, fp32",
    "consistency, LATENT_CONSISTENCY, fp32",
    "int8, STABLE_DIFFUSION_1, int8"
  })
  void tellsFamilyAndPrecision(String model, ModelFamily family, String precision) {
    ModelDescription description = describe(Fixtures.path("models/" + model));
    assertThat(description.family()).isEqualTo(family);
    assertThat(description.parts())
        .filteredOn(part -> part.name().equals("unet"))
        .singleElement()
        .satisfies(part -> assertThat(part.weights().precision()).hasToString(precision));
  }

  @Test
  void listsThePartsWithAllOfTheirBytes() throws IOException {
    Path xl = Fixtures.path("models/xl");
    ModelDescription description = describe(xl);
    assertThat(description.parts())
        .extracting(ModelPart::name)
        .containsExactly("text_encoder", "text_encoder_2", "unet", "vae_decoder");
    assertThat(description.parts().get(2).bytes())
        .isEqualTo(
            Files.size(xl.resolve("unet/model.onnx"))
                + Files.size(xl.resolve("unet/model.onnx_data")));
    assertThat(description.weightBytes())
        .isEqualTo(
            description.parts().stream().mapToLong(part -> part.weights().storedBytes()).sum());
  }

  @Test
  void consistencyModelsHaveTheDefaultsOfTheirPipeline() {
    ModelDefaults defaults = describe(Fixtures.path("models/consistency")).defaults();
    assertThat(defaults.steps()).hasValue(4);
    assertThat(defaults.guidanceScale()).hasValue(8.5);
  }

  /** Exports of other tools may name inputs as they like; the lengths tell which is which. */
  @Test
  void findsInputsOfOtherNames() throws IOException {
    Fixtures.copyOfModel("xl", folder);
    byte[] before = draw(folder);
    rename("unet/model.onnx", "text_embeds", "pooled_text");
    rename("unet/model.onnx", "time_ids", "size_ids");
    rename("text_encoder_2/model.onnx", "text_embeds", "pooled_text");
    assertThat(draw(folder)).isEqualTo(before);
  }

  @Test
  void readsTheFactorOfATinyDecoderFromItsOwnField() throws IOException {
    Fixtures.copyOfModel("second", folder);
    replace("vae_decoder/config.json", "\"block_out_channels\"", "\"block_out_channel\"");
    assertThat(describe(folder).latentFactor()).isEqualTo(4);
  }

  @Test
  void refusesStatisticsOfLatentsThatItWouldNotApply() throws IOException {
    Fixtures.copyOfModel("xl", folder);
    replace("vae_decoder/config.json", "\"latents_mean\": null", "\"latents_mean\": [0, 0, 0, 1]");
    assertFault(
        "vae_decoder/config.json: latents_mean: [0,0,0,1] is not supported; only false or null is");
  }

  @Test
  void namesWeightsThatAreNotThere() throws IOException {
    Fixtures.copyOfModel("xl", folder);
    Files.delete(folder.resolve("unet/model.onnx_data"));
    assertFault(
        "unet/model.onnx_data: missing in "
            + folder
            + "; model.onnx keeps weights there, copy both");
  }

  @Test
  void namesWeightsThatAreCutShort() throws IOException {
    Fixtures.copyOfModel("xl", folder);
    Path weights = folder.resolve("unet/model.onnx_data");
    byte[] whole = Files.readAllBytes(weights);
    Files.write(weights, Arrays.copyOf(whole, whole.length - 1));
    assertFault(
        "unet/model.onnx_data: cut short: it has %d bytes of %d; copy it again"
            .formatted(whole.length - 1, whole.length));
  }

  @Test
  void weightsBesideTheGraphCountForTheDigest() throws IOException {
    Fixtures.copyOfModel("xl", folder);
    String digest = describe(folder).digest();
    Path weights = folder.resolve("unet/model.onnx_data");
    byte[] changed = Files.readAllBytes(weights);
    changed[3] ^= 1;
    Files.write(weights, changed);
    assertThat(describe(folder).digest()).isNotEqualTo(digest);
  }

  @ParameterizedTest
  @CsvSource({"text_encoder_2/model.onnx", "tokenizer_2/vocab.json"})
  void namesAMissingHalfOfAnXlModel(String file) throws IOException {
    Fixtures.copyOfModel("xl", folder);
    Files.delete(folder.resolve(file));
    assertThatThrownBy(() -> describe(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith(file + ": missing in " + folder);
  }

  @Test
  void saysThatAnXlTextEncoderWasExportedAlone() throws IOException {
    Fixtures.copyOfModel("xl", folder);
    Files.copy(
        Fixtures.path("models/epsilon/text_encoder/model.onnx"),
        folder.resolve("text_encoder/model.onnx"),
        StandardCopyOption.REPLACE_EXISTING);
    assertFault(
        "text_encoder/model.onnx: must have outputs hidden_states.0, hidden_states.1, ... for"
            + " Stable Diffusion XL; export it as a part of its pipeline (optimum-cli export onnx)");
  }

  @Test
  void saysWhenUnetAndItsConfigAreOfDifferentFamilies() throws IOException {
    Fixtures.copyOfModel("consistency", folder);
    replace("unet/config.json", "\"time_cond_proj_dim\": 16", "\"time_cond_proj_dim\": null");
    assertFault(
        "unet/model.onnx: has inputs that its config.json does not speak of: timestep_cond; use the"
            + " config.json that was exported with it (ControlNet, inpainting and refiner models"
            + " are not supported)");
  }

  @Test
  void saysWhatWidthTheGuidanceShouldHave() throws IOException {
    Fixtures.copyOfModel("consistency", folder);
    replace("unet/config.json", "\"time_cond_proj_dim\": 16", "\"time_cond_proj_dim\": 32");
    assertFault(
        "unet/model.onnx: must have a float16 or float32 input timestep_cond [batch, 32]; it has"
            + " sample, timestep, encoder_hidden_states, timestep_cond");
  }

  @Test
  void refusesKindsOfConditionsThatNobodyMakes() throws IOException {
    Fixtures.copyOfModel("xl", folder);
    replace(
        "unet/config.json",
        "\"addition_embed_type\": \"text_time\"",
        "\"addition_embed_type\": \"image\"");
    assertFault("unet/config.json: addition_embed_type: image is not supported; only text_time is");
  }

  @Test
  void ignoresTheTagsOfAnEmptyNegativePrompt() {
    try (StableDiffusion diffusion =
        StableDiffusion.load(Fixtures.path("models/xl"), ExecutionOptions.onCpu())) {
      assertThat(pictureWithout("<lora:a:1>, <lora::x>", diffusion))
          .isEqualTo(pictureWithout("", diffusion))
          .isNotEqualTo(pictureWithout("blurry", diffusion));
    }
  }

  private static byte[] pictureWithout(String negativePrompt, StableDiffusion diffusion) {
    SchedulerChoice scheduler = SchedulerChoice.parse("Euler");
    return diffusion
        .draw(
            new DrawRequest("smile", negativePrompt, 1, 2, 5, 32, 32, scheduler), StepListener.NONE)
        .picture()
        .rgb();
  }

  private void replace(String file, String before, String after) throws IOException {
    Path config = folder.resolve(file);
    String text = Files.readString(config);
    assertThat(text).contains(before);
    Files.writeString(config, text.replace(before, after));
  }

  /** Gives what an ONNX file names so another name, which must be as long. */
  private void rename(String file, String before, String after) throws IOException {
    Path net = folder.resolve(file);
    String bytes = Files.readString(net, StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains(before);
    Files.writeString(net, bytes.replace(before, after), StandardCharsets.ISO_8859_1);
  }

  private static byte[] draw(Path model) {
    DrawRequest request =
        new DrawRequest("smile", "blurry", 1, 2, 3, 32, 32, SchedulerChoice.parse("DPM++ 2M"));
    try (StableDiffusion diffusion = StableDiffusion.load(model, ExecutionOptions.onCpu())) {
      return diffusion.draw(request, StepListener.NONE).picture().rgb();
    }
  }

  private void assertFault(String message) {
    assertThatThrownBy(() -> describe(folder))
        .isInstanceOf(ModelException.class)
        .hasMessage(message);
  }

  private static ModelDescription describe(Path model) {
    try (StableDiffusion diffusion = StableDiffusion.load(model, ExecutionOptions.onCpu())) {
      return diffusion.description();
    }
  }
}
