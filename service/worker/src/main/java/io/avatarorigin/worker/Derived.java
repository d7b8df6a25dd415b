package io.avatarorigin.worker;

import io.avatarorigin.diffusion.ExecutionOptions;
import io.avatarorigin.diffusion.SafetyPolicy;
import io.avatarorigin.diffusion.noise.NoiseKind;
import io.avatarorigin.diffusion.studio.StudioOptions;
import io.avatarorigin.worker.config.AccessConfig;
import io.avatarorigin.worker.config.EngineConfig;
import io.avatarorigin.worker.config.LimitsConfig;
import io.avatarorigin.worker.config.WorkerConfig;
import io.avatarorigin.worker.draw.DeskSettings;
import io.avatarorigin.worker.http.TlsFiles;
import io.avatarorigin.worker.http.Tokens;
import io.avatarorigin.worker.load.ModelProvision;
import io.avatarorigin.worker.order.RequestLimits;
import java.time.Duration;
import java.util.Optional;

/** From the settings to what the parts are told. */
final class Derived {
  /** How long a run that has company waits for more; the others are seldom further behind. */
  private static final Duration WINDOW = Duration.ofMillis(4);

  private Derived() {}

  static DeskSettings desk(WorkerConfig config) {
    EngineConfig engine = config.engine();
    return new DeskSettings(
        new StudioOptions(engine.lanes(), engine.queue(), engine.together(), WINDOW),
        config.limits().drawTime());
  }

  static ExecutionOptions execution(EngineConfig engine, ModelProvision provision) {
    ExecutionOptions execution =
        ExecutionOptions.onCpu(engine.threads()).on(engine.providers()).withSafety(safety(engine));
    return provision.graphs().map(execution::keepingGraphs).orElse(execution);
  }

  static RequestLimits limits(WorkerConfig config) {
    LimitsConfig limits = config.limits();
    return new RequestLimits(
        Math.toIntExact(limits.bodyBytes()),
        limits.promptChars(),
        limits.steps(),
        limits.size(),
        limits.pictures(),
        config
            .engine()
            .noise()
            .map(
                noise ->
                    switch (noise) {
                      case CPU -> NoiseKind.CPU;
                      case NV -> NoiseKind.NV;
                    }));
  }

  static Optional<Tokens> tokens(AccessConfig access) {
    return access
        .token()
        .map(Tokens::of)
        .or(
            () ->
                access.tokenFile().map(file -> Tokens.from(file, AccessConfig.LEAST_TOKEN_BYTES)));
  }

  static Optional<TlsFiles> tls(AccessConfig access) {
    return access
        .certificate()
        .map(
            certificate ->
                TlsFiles.read(certificate, access.key().orElseThrow(), access.clientCa()));
  }

  private static SafetyPolicy safety(EngineConfig engine) {
    return switch (engine.safety()) {
      case OFF -> new SafetyPolicy.Off();
      case REDRAW -> new SafetyPolicy.Redraw(engine.safetyAttempts());
      case REFUSE -> new SafetyPolicy.Refuse();
    };
  }
}
