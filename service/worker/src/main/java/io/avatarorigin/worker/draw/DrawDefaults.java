package io.avatarorigin.worker.draw;

import io.avatarorigin.diffusion.ModelDefaults;
import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.diffusion.noise.NoiseKind;

/**
 * What a request gets that does not say: what suits the model, else what suits most.
 *
 * @param size width and height in pixels
 */
public record DrawDefaults(
    int steps, double guidanceScale, int size, SchedulerChoice scheduler, NoiseKind noise) {
  private static final int USUAL_STEPS = 20;
  private static final double USUAL_GUIDANCE = 7;
  private static final int USUAL_SIZE = 512;

  /** The defaults of a model. */
  public static DrawDefaults of(ModelDefaults model) {
    return new DrawDefaults(
        model.steps().orElse(USUAL_STEPS),
        model.guidanceScale().orElse(USUAL_GUIDANCE),
        model.size().orElse(USUAL_SIZE),
        model
            .scheduler()
            .orElseGet(() -> new SchedulerChoice(SchedulerChoice.DPM_SOLVER_MULTISTEP, true)),
        model.noise().orElse(NoiseKind.CPU));
  }
}
