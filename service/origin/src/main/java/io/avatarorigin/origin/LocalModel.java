package io.avatarorigin.origin;

import io.avatarorigin.diffusion.ExecutionOptions;
import io.avatarorigin.diffusion.StableDiffusion;
import io.avatarorigin.origin.config.EngineConfig;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A model of this machine.
 *
 * @param folder a diffusers ONNX folder, asked for when the model is loaded
 * @param graphs where its optimized graphs are stored for the next load, if anywhere
 */
public record LocalModel(Supplier<Path> folder, Optional<Path> graphs) {

  /** Loads it, to be run as the settings say. */
  public StableDiffusion load(EngineConfig config) {
    ExecutionOptions execution = ModelExecution.of(config);
    return StableDiffusion.load(
        folder.get(), graphs.map(execution::keepingGraphs).orElse(execution));
  }
}
