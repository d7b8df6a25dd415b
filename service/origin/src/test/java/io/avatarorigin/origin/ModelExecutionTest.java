package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.diffusion.ExecutionOptions;
import io.avatarorigin.diffusion.ExecutionProvider;
import io.avatarorigin.diffusion.SafetyPolicy;
import io.avatarorigin.origin.config.EngineConfig;
import io.avatarorigin.origin.config.ExecutionConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelExecutionTest {

  @Test
  void runsTheModelAsTheSettingsSay() {
    EngineConfig config =
        new EngineConfig(
            1,
            1,
            1,
            EngineConfig.Safety.REDRAW,
            5,
            new ExecutionConfig(List.of("tensorrt", "cuda:1", "cpu"), 2));

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
