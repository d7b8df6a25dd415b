package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.diffusion.ExecutionOptions;
import io.avatarorigin.diffusion.ExecutionProvider;
import io.avatarorigin.diffusion.SafetyPolicy;
import io.avatarorigin.origin.config.ConfigLoader;
import io.avatarorigin.origin.config.EngineConfig;
import io.avatarorigin.settings.ConfigSources;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ModelExecutionTest {

  @Test
  void runsTheModelAsTheSettingsSay() {
    EngineConfig config =
        ConfigLoader.load(
                new ConfigSources(
                    Optional.empty(),
                    Map.of("HOME", "/home/ada"),
                    List.of(
                        new ConfigSources.Flag("--set", "engine.providers", "tensorrt,cuda:1,cpu"),
                        new ConfigSources.Flag("--set", "engine.threads", "2"),
                        new ConfigSources.Flag("--set", "engine.safety-attempts", "5")),
                    2))
            .config()
            .engine();

    ExecutionOptions options = ModelExecution.of(config);

    assertThat(options.providers())
        .containsExactly(
            new ExecutionProvider.TensorRt(0),
            new ExecutionProvider.Cuda(1),
            new ExecutionProvider.Cpu());
    assertThat(options.intraOpThreads()).isEqualTo(2);
    assertThat(options.safety()).isEqualTo(new SafetyPolicy.Redraw(5));
  }
}
