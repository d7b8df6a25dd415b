package io.avatarorigin.diffusion.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.diffusion.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetWeightsTest {

  @TempDir private Path folder;

  @Test
  void countsWhatAnOnnxFileHolds() throws IOException {
    NetWeights weights = read("models/epsilon/unet/model.onnx");

    assertThat(weights.precision()).isEqualTo(Precision.FP32);
    assertThat(weights.total()).isEqualTo(16_526);
    assertThat(weights.storedBytes()).isGreaterThanOrEqualTo(4 * weights.total());
    assertThat(weights.externalBytes()).isEmpty();
  }

  @Test
  void namesTheFilesThatHoldTheRest() throws IOException {
    NetWeights weights = read("models/xl/unet/model.onnx");

    assertThat(weights.precision()).isEqualTo(Precision.FP32);
    long bytes = Files.size(Fixtures.path("models/xl/unet/model.onnx_data"));
    assertThat(weights.externalBytes()).containsOnlyKeys("model.onnx_data");
    assertThat(weights.externalBytes().get("model.onnx_data")).isEqualTo(bytes);
  }

  @Test
  void tellsWeightsOfEightBits() throws IOException {
    NetWeights weights = read("models/int8/unet/model.onnx");
    assertThat(weights.precision()).isEqualTo(Precision.INT8);
    assertThat(weights.total()).isGreaterThan(10_000);
  }

  @ParameterizedTest
  @CsvSource({
    "models/epsilon/unet/model.onnx, FP32, false",
    "models/int8/unet/model.onnx, INT8, true",
    "quantised/unet.onnx, FP32, true"
  })
  void tellsWhatQuantisesAsItRuns(String net, Precision precision, boolean quantises)
      throws IOException {
    NetWeights weights = read(net);

    assertThat(weights.precision()).isEqualTo(precision);
    assertThat(weights.quantisedAsItRuns()).isEqualTo(quantises);
  }

  @Test
  void namesWhatCanBeGiven() throws IOException {
    assertThat(read("models/epsilon/unet/model.onnx").inputs())
        .containsExactlyInAnyOrder("sample", "timestep", "encoder_hidden_states");
    assertThat(read("adapters/unet/model.onnx").inputs())
        .contains("sample", "layer0.lora_A", "layer0.lora_B");
  }

  @Test
  void widensHalvesWhereAProcessorComputes() {
    NetWeights weights =
        new NetWeights(Map.of(Precision.FP16, 10L, Precision.INT8, 3L), Map.of(), Set.of(), false);
    assertThat(weights.storedBytes()).isEqualTo(23);
    assertThat(weights.widenedBytes()).isEqualTo(43);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 40, 500, 5_000})
  void noticesThatAFileIsCutShort(int kept) throws IOException {
    byte[] whole = Fixtures.bytes("models/epsilon/unet/model.onnx");
    Path cut = Files.write(folder.resolve("model.onnx"), Arrays.copyOf(whole, kept));
    assertThatThrownBy(() -> NetWeights.read(cut)).isInstanceOf(IOException.class);
  }

  private static NetWeights read(String name) throws IOException {
    return NetWeights.read(Fixtures.path(name));
  }
}
