package io.avatarorigin.diffusion;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.providers.OrtTensorRTProviderOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds out which execution providers this process has, and sets sessions up for them. */
final class Providers {

  private static final System.Logger LOGGER = System.getLogger(Providers.class.getName());

  private Providers() {}

  /**
   * Tries those that are wanted, once for a model, and logs what came of it.
   *
   * @throws ModelException when none of them can be had
   */
  static ProviderChoice choose(List<ExecutionProvider> wanted) {
    // Loads the natives, without which nothing is available.
    OnnxEnvironment.shared();
    ProviderChoice choice = choose(wanted, OrtEnvironment.getAvailableProviders());
    LOGGER.log(level(choice), "execution providers: " + choice);
    return choice;
  }

  private static System.Logger.Level level(ProviderChoice choice) {
    return choice.skipped().isEmpty() ? System.Logger.Level.INFO : System.Logger.Level.WARNING;
  }

  static ProviderChoice choose(List<ExecutionProvider> wanted, Set<OrtProvider> available) {
    List<ExecutionProvider> used = new ArrayList<>();
    List<ProviderChoice.Skipped> skipped = new ArrayList<>();
    for (ExecutionProvider provider : wanted) {
      Optional<String> hindrance = hindrance(provider, available);
      if (hindrance.isPresent()) {
        skipped.add(new ProviderChoice.Skipped(provider, hindrance.get()));
      } else {
        used.add(provider);
      }
    }
    if (used.isEmpty()) {
      throw ModelException.ofRuntime(
          "none of the execution providers can be had: "
              + skipped.stream()
                  .map(ProviderChoice.Skipped::toString)
                  .collect(Collectors.joining(", "))
              + "; add cpu behind them to draw without");
    }
    return new ProviderChoice(used, skipped);
  }

  /**
   * Adds providers in their order; ONNX Runtime itself puts the processor last.
   *
   * @param compiled where TensorRT keeps what it makes of this net, if anywhere
   */
  static void add(
      List<ExecutionProvider> providers, Optional<Path> compiled, OrtSession.SessionOptions options)
      throws OrtException {
    for (ExecutionProvider provider : providers) {
      switch (provider) {
        case ExecutionProvider.Cpu _ -> {}
        case ExecutionProvider.Cuda(int device) -> options.addCUDA(device);
        case ExecutionProvider.TensorRt(int device) -> addTensorRt(device, compiled, options);
      }
    }
  }

  private static void addTensorRt(
      int device, Optional<Path> compiled, OrtSession.SessionOptions options) throws OrtException {
    try (OrtTensorRTProviderOptions settings = new OrtTensorRTProviderOptions(device)) {
      for (Map.Entry<String, String> setting : tensorRtSettings(compiled).entrySet()) {
        settings.add(setting.getKey(), setting.getValue());
      }
      options.addTensorrt(settings);
    }
  }

  /** TensorRT's settings by the names of ONNX Runtime: whole engines, and timings of kernels. */
  static Map<String, String> tensorRtSettings(Optional<Path> compiled) {
    return compiled
        .map(Path::toAbsolutePath)
        .map(Path::toString)
        .map(
            folder ->
                Map.of(
                    "trt_engine_cache_enable",
                    "1",
                    "trt_engine_cache_path",
                    folder,
                    "trt_timing_cache_enable",
                    "1",
                    "trt_timing_cache_path",
                    folder))
        .orElseGet(Map::of);
  }

  private static Optional<String> hindrance(
      ExecutionProvider provider, Set<OrtProvider> available) {
    if (!available.contains(ortProvider(provider))) {
      return Optional.of(
          "this build of ONNX Runtime has only "
              + available.stream().map(Enum::name).sorted().collect(Collectors.joining(", ")));
    }
    // Its libraries are loaded here, which shows whether driver and device are there.
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      add(List.of(provider), Optional.empty(), options);
      return Optional.empty();
    } catch (OrtException e) {
      return Optional.of(String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " "));
    }
  }

  private static OrtProvider ortProvider(ExecutionProvider provider) {
    return switch (provider) {
      case ExecutionProvider.Cpu _ -> OrtProvider.CPU;
      case ExecutionProvider.Cuda _ -> OrtProvider.CUDA;
      case ExecutionProvider.TensorRt _ -> OrtProvider.TENSOR_RT;
    };
  }
}
