package io.avatarorigin.origin;

import io.avatarorigin.diffusion.ModelDefaults;
import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.diffusion.noise.NoiseKind;
import io.avatarorigin.origin.avatar.Noise;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.config.SamplerConfig;
import io.avatarorigin.vocabulary.SamplerDefaults;
import java.util.Optional;

/** Whose sampler counts: an explicit setting's, else the model's own, else the vocabulary's. */
public final class SamplerPrecedence {
  /** What counts when nobody says anything: the numbers that Stable Diffusion is shown with. */
  private static final Sampler USUAL =
      new Sampler(SchedulerChoice.DPM_SOLVER_MULTISTEP, false, 20, 7, 512);

  private static final int USUAL_QUALITY = 85;

  private SamplerPrecedence() {}

  public static Sampler resolve(
      SamplerConfig explicit, ModelDefaults model, SamplerDefaults vocabulary) {
    SchedulerChoice scheduler =
        explicit
            .scheduler()
            .map(SchedulerChoice::parse)
            .or(model::scheduler)
            .orElseGet(() -> ofVocabulary(vocabulary));
    return new Sampler(
        scheduler.withKarras(false).label(),
        explicit.karras().orElse(scheduler.karras()),
        explicit.steps().orElse(model.steps().orElse(vocabulary.steps().orElse(USUAL.steps()))),
        explicit
            .guidanceScale()
            .orElse(
                model
                    .guidanceScale()
                    .orElse(vocabulary.guidanceScale().orElse(USUAL.guidanceScale()))),
        explicit.size().orElse(model.size().orElse(vocabulary.size().orElse(USUAL.size()))),
        explicit
            .noise()
            .or(() -> model.noise().map(SamplerPrecedence::noise))
            .orElse(USUAL.noise()));
  }

  /** The quality of JPEG and WebP, 1..100. */
  public static int quality(Optional<Integer> explicit, SamplerDefaults vocabulary) {
    return explicit.orElse(vocabulary.jpegQuality().orElse(USUAL_QUALITY));
  }

  private static SchedulerChoice ofVocabulary(SamplerDefaults vocabulary) {
    SchedulerChoice named = SchedulerChoice.parse(vocabulary.scheduler().orElse(USUAL.scheduler()));
    return named.withKarras(vocabulary.karras().orElse(named.karras()));
  }

  private static Noise noise(NoiseKind kind) {
    return switch (kind) {
      case CPU -> Noise.CPU;
      case NV -> Noise.NV;
    };
  }
}
