package io.avatarorigin.diffusion.scheduler;

/**
 * What decides a {@link DpmSolverMultistep}, with the names of diffusers'
 * DPMSolverMultistepScheduler.
 *
 * @param noise the schedule of training
 * @param betaSchedule the formula that the config names, which decides how Karras timesteps round
 * @param predictionType what the model predicts
 * @param timestepSpacing how steps are spaced without Karras
 * @param stepsOffset added to each timestep with leading spacing
 * @param solverOrder 1 or 2
 * @param solverType form of the second-order update
 * @param lowerOrderFinal first order at the last of fewer than 15 steps
 * @param eulerAtFinal first order at the last step, always
 * @param finalSigmas the noise left after the last step
 * @param lambdaMinClipped timesteps with a smaller lambda are left out; negative infinity for none
 */
public record DpmSolverMultistepConfig(
    NoiseSchedule noise,
    BetaSchedule betaSchedule,
    PredictionType predictionType,
    TimestepSpacing timestepSpacing,
    int stepsOffset,
    int solverOrder,
    SolverType solverType,
    boolean lowerOrderFinal,
    boolean eulerAtFinal,
    FinalSigmas finalSigmas,
    double lambdaMinClipped) {

  public DpmSolverMultistepConfig {
    if (solverOrder != 1 && solverOrder != 2) {
      throw new IllegalArgumentException("solverOrder must be 1 or 2, not " + solverOrder);
    }
    if (stepsOffset < 0) {
      throw new IllegalArgumentException("stepsOffset must not be negative: " + stepsOffset);
    }
  }
}
