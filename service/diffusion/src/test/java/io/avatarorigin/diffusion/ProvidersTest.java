package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtProvider;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvidersTest {

  private static final ExecutionProvider CPU = new ExecutionProvider.Cpu();
  private static final ExecutionProvider CUDA = new ExecutionProvider.Cuda(1);
  private static final ExecutionProvider TENSOR_RT = new ExecutionProvider.TensorRt(0);

  @Test
  void fallsBackToTheProcessorAndSaysWhy() {
    ProviderChoice choice =
        Providers.choose(List.of(TENSOR_RT, CUDA, CPU), EnumSet.of(OrtProvider.CPU));

    assertThat(choice.used()).containsExactly(CPU);
    assertThat(choice)
        .hasToString(
            "cpu; not tensorrt:0 (this build of ONNX Runtime has only CPU), not cuda:1 (this build"
                + " of ONNX Runtime has only CPU)");
  }

  @Test
  void drawsOnTheProcessorWhereThereIsNoGpu() {
    ExecutionOptions options = ExecutionOptions.onCpu().on(List.of(CUDA, CPU));
    try (StableDiffusion diffusion =
        StableDiffusion.load(Fixtures.path("models/epsilon"), options)) {
      ProviderChoice choice = diffusion.description().providers();
      assertThat(choice.used()).contains(CPU);
      DrawRequest request =
          new DrawRequest("smile", "", 1, 2, 1, 32, 32, SchedulerChoice.parse("DPM++ 2M"));
      assertThat(diffusion.draw(request, StepListener.NONE).picture().width()).isEqualTo(32);
    }
  }

  /** A build that has CUDA on a machine that has none: ONNX Runtime itself says what is missing. */
  @Test
  void skipsWhatTheRuntimeCannotSetUp() {
    ProviderChoice choice =
        Providers.choose(
            List.of(new ExecutionProvider.Cuda(999), CPU),
            EnumSet.of(OrtProvider.CPU, OrtProvider.CUDA));

    assertThat(choice.used()).containsExactly(CPU);
    assertThat(choice.skipped())
        .singleElement()
        .asString()
        .startsWith("cuda:999 (")
        .hasLineCount(1);
  }

  @Test
  void doesNotFallBackUnasked() {
    assertThatThrownBy(() -> Providers.choose(List.of(CUDA), EnumSet.of(OrtProvider.CPU)))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "none of the execution providers can be had: cuda:1 (this build of ONNX Runtime has"
                + " only CPU); add cpu behind them to draw without");
  }

  @ParameterizedTest
  @CsvSource({
    "cpu, cpu",
    "CPU, cpu",
    "cuda, cuda:0",
    "cuda:2, cuda:2",
    "TensorRT, tensorrt:0",
    "tensorrt:1, tensorrt:1"
  })
  void readsNames(String text, String provider) {
    assertThat(ExecutionProvider.parse(text)).hasToString(provider);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpu", "cpu:0", "cuda:", "cuda:-1", "cuda:9999", "cuda 1"})
  void refusesOtherNames(String text) {
    assertThatThrownBy(() -> ExecutionProvider.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "\"%s\" is no execution provider; use cpu, cuda[:DEVICE] or tensorrt[:DEVICE]", text);
  }

  @Test
  void keepsWhatTensorRtCompilesWhereThereIsAFolderForIt() {
    assertThat(Providers.tensorRtSettings(Optional.of(Path.of("/cache/unet"))))
        .containsEntry("trt_engine_cache_enable", "1")
        .containsEntry("trt_engine_cache_path", "/cache/unet")
        .containsEntry("trt_timing_cache_enable", "1")
        .containsEntry("trt_timing_cache_path", "/cache/unet");
    assertThat(Providers.tensorRtSettings(Optional.empty())).isEmpty();
  }

  @Test
  void wantsOneProviderAtLeast() {
    ExecutionOptions options = ExecutionOptions.onCpu();
    assertThatThrownBy(() -> options.on(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("providers must name one at least, for instance cpu");
  }
}
