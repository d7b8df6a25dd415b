package io.avatarorigin.diffusion.scheduler;

/**
 * What decides a {@link DpmSolverMultistep}, with the names of diffusers'
 * DPMSolverMultistepScheduler.
 *
 * @param walk what it shares with other schedulers
 * @param solverOrder 1 to 3; others are an IllegalArgumentException
 * @param stepNoise whether it adds noise
 * @param solverType form of the second-order update
 * @param lowerOrderFinal lower orders at the end: with several steps, of fewer than 15 of them
 * @param eulerAtFinal first order at the last step, always
 * @param lambdaMinClipped timesteps with a smaller lambda are left out; negative infinity for none
 */
public record DpmSolverConfig(
    WalkConfig walk,
    int solverOrder,
    StepNoise stepNoise,
    SolverType solverType,
    boolean lowerOrderFinal,
    boolean eulerAtFinal,
    double lambdaMinClipped) {

  public DpmSolverConfig {
    if (solverOrder < 1 || solverOrder > 3) {
      throw new IllegalArgumentException("solverOrder must be 1 to 3, not " + solverOrder);
    }
  }

  /** The noise levels of a walk. */
  Timetable timetable(int steps) {
    Timesteps.requireSteps(steps, walk.noise().timesteps());
    if (walk.isFlow()) {
      return Timetable.ofFlow(
          flowSigmas(steps), walk.noise().timesteps(), Timetable.finalSigma(walk));
    }
    // diffusers rounds to whole timesteps, but only cuts the fraction off with the cosine schedule.
    return Timetable.ofSolver(
        walk, lastTimestep(), steps, walk.noise().isCosine() ? Math::floor : Math::rint);
  }

  /** The number of timesteps whose lambda is not below the clip. */
  private int lastTimestep() {
    int last = walk.noise().timesteps();
    while (last > 1 && walk.noise().lambda(last - 1) < lambdaMinClipped) {
      last--;
    }
    return last;
  }

  private double[] flowSigmas(int steps) {
    double[] rising = Timesteps.linspace(1, 1.0 / walk.noise().timesteps(), steps + 1);
    double[] sigmas = new double[steps];
    for (int i = 0; i < steps; i++) {
      sigmas[i] = Timesteps.shifted(1 - rising[steps - i], walk.flowShift());
    }
    return sigmas;
  }
}
