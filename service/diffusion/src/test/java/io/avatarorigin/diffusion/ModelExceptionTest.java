package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a folder that cannot be loaded says. */
class ModelExceptionTest {

  @TempDir private Path folder;

  @BeforeEach
  void copy() throws IOException {
    Fixtures.copyOfModel("epsilon", folder);
  }

  @Test
  void namesAFolderThatIsNotThere() {
    assertThatThrownBy(() -> load(folder.resolve("none")))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("none: no such folder");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model_index.json",
        "scheduler/scheduler_config.json",
        "tokenizer/vocab.json",
        "tokenizer/merges.txt",
        "tokenizer/tokenizer_config.json",
        "text_encoder/model.onnx",
        "unet/config.json",
        "unet/model.onnx",
        "vae_decoder/config.json",
        "vae_decoder/model.onnx"
      })
  void namesAMissingFile(String file) throws IOException {
    Files.delete(folder.resolve(file));
    assertThatThrownBy(() -> load(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith(file + ": missing in " + folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "model_index.json|\"OnnxStableDiffusionPipeline\"|\"StableDiffusion3Pipeline\"|_class_name: StableDiffusion3Pipeline is not supported",
        "unet/config.json|\"in_channels\": 4|\"in_channels\": 9|in_channels: 9 in and 4 out",
        "vae_decoder/config.json|\"latent_channels\": 4|\"latent_channels\": 6|latent_channels: 6 do not fit the 4 channels of the UNet",
        "vae_decoder/config.json|\"scaling_factor\": 0.18215|\"scaling_factor\": 0|scaling_factor: must be positive"
      })
  void namesTheFieldThatIsNotSupported(String file, String before, String after, String problem)
      throws IOException {
    replace(file, before, after);
    assertThatThrownBy(() -> load(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith(file + ": " + problem);
  }

  @Test
  void saysWhenDecoderAndConfigDisagreeOnTheFactor() throws IOException {
    Path config = folder.resolve("vae_decoder/config.json");
    Files.writeString(
        config, "{\"latent_channels\": 4, \"block_out_channels\": [4, 4], \"scaling_factor\": 1}");
    assertThatThrownBy(() -> load(folder))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "vae_decoder/model.onnx: one latent cell gives 192 values, but block_out_channels of"
                + " vae_decoder/config.json means a factor of 2");
  }

  @Test
  void namesTheNetThatDoesNotFit() throws IOException {
    Files.copy(
        Fixtures.path("models/velocity").resolve("unet/model.onnx"),
        folder.resolve("unet/model.onnx"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(() -> load(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("unet/model.onnx: input sample must have the 4 channels");
  }

  @Test
  void namesADamagedNet() throws IOException {
    Files.writeString(folder.resolve("unet/model.onnx"), "not a net");
    assertThatThrownBy(() -> load(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("unet/model.onnx: cannot be read as an ONNX model: ");
  }

  @Test
  void saysInOneLineThatANetIsEmpty() throws IOException {
    Files.writeString(folder.resolve("unet/model.onnx"), "");
    assertThatThrownBy(() -> load(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("unet/model.onnx: ONNX Runtime cannot load it")
        .hasMessageNotContaining("\n");
  }

  @Test
  void namesADamagedConfig() throws IOException {
    Files.writeString(folder.resolve("unet/config.json"), "{\"in_channels\": ");
    assertThatThrownBy(() -> load(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("unet/config.json: cannot be read as JSON: ")
        .hasMessageEndingWith("(line 1, column 17)")
        .hasMessageNotContainingAny("Source:", "\n");
  }

  @Test
  void digestFollowsContentAndPathsButNotOtherFiles() throws IOException {
    String digest = new ModelFolder(folder).digest(false);

    Files.writeString(folder.resolve("README.md"), "words");
    assertThat(new ModelFolder(folder).digest(false)).isEqualTo(digest);

    replace("unet/config.json", "\"sample_size\": 8", "\"sample_size\": 9");
    assertThat(new ModelFolder(folder).digest(false)).isNotEqualTo(digest);
    replace("unet/config.json", "\"sample_size\": 9", "\"sample_size\": 8");
    assertThat(new ModelFolder(folder).digest(false)).isEqualTo(digest);

    Files.move(folder.resolve("unet/config.json"), folder.resolve("unet/configs.json"));
    assertThat(new ModelFolder(folder).digest(false)).isNotEqualTo(digest);
  }

  private void replace(String file, String before, String after) throws IOException {
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(before);
    Files.writeString(path, text.replace(before, after));
  }

  private static void load(Path folder) {
    StableDiffusion.load(folder, ExecutionOptions.onCpu()).close();
  }
}
