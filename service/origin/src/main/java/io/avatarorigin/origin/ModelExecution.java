package io.avatarorigin.origin;

import io.avatarorigin.diffusion.ExecutionOptions;
import io.avatarorigin.diffusion.ExecutionProvider;
import io.avatarorigin.diffusion.SafetyPolicy;
import io.avatarorigin.origin.config.EngineConfig;

/** How the embedded engine runs its model, from the settings. */
public final class ModelExecution {
  private ModelExecution() {}

  public static ExecutionOptions of(EngineConfig config) {
    return ExecutionOptions.onCpu(config.execution().threads())
        .on(config.execution().providers().stream().map(ExecutionProvider::parse).toList())
        .withSafety(safety(config));
  }

  private static SafetyPolicy safety(EngineConfig config) {
    return switch (config.safety()) {
      case OFF -> new SafetyPolicy.Off();
      case REDRAW -> new SafetyPolicy.Redraw(config.safetyAttempts());
      case REFUSE -> new SafetyPolicy.Refuse();
    };
  }
}
