package io.avatarorigin.diffusion.scheduler;

import java.util.Set;

/**
 * What decides a {@link UniPcMultistep}, with the names of diffusers' UniPCMultistepScheduler.
 *
 * @param walk what it shares with other schedulers
 * @param solverOrder 1 to 3; others are an IllegalArgumentException
 * @param solverType which function of the step stands before the corrections
 * @param lowerOrderFinal lower orders in the last steps
 * @param uncorrected the steps, counted from 0, after which the corrector is not used: {@code
 *     disable_corrector}
 */
public record UniPcConfig(
    WalkConfig walk,
    int solverOrder,
    UniPcType solverType,
    boolean lowerOrderFinal,
    Set<Integer> uncorrected) {

  /** Keeps the first noise level of a flow from being all noise, whose lambda is infinite. */
  private static final double FLOW_MARGIN = 1e-6;

  public UniPcConfig {
    if (solverOrder < 1 || solverOrder > 3) {
      throw new IllegalArgumentException("solverOrder must be 1 to 3, not " + solverOrder);
    }
    uncorrected = Set.copyOf(uncorrected);
  }

  /** The noise levels of a walk. */
  Timetable timetable(int steps) {
    int trained = walk.noise().timesteps();
    Timesteps.requireSteps(steps, trained);
    if (!walk.isFlow()) {
      return Timetable.ofSolver(walk, trained, steps, Math::rint);
    }
    double[] falling = Timesteps.linspace(1, 1.0 / trained, steps + 1);
    double[] sigmas = new double[steps];
    for (int i = 0; i < steps; i++) {
      sigmas[i] = Timesteps.shifted(falling[i], walk.flowShift());
    }
    if (Math.abs(sigmas[0] - 1) < FLOW_MARGIN) {
      sigmas[0] -= FLOW_MARGIN;
    }
    float last =
        switch (walk.finalSigmas()) {
          case ZERO -> 0f;
          case SIGMA_MIN -> (float) sigmas[steps - 1];
        };
    return Timetable.ofFlow(sigmas, trained, last);
  }
}
