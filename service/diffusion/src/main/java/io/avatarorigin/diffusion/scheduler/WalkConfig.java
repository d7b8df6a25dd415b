package io.avatarorigin.diffusion.scheduler;

import java.util.OptionalDouble;

/**
 * What the schedulers share, with the names of diffusers' configs.
 *
 * @param noise the schedule of training
 * @param predictionType what the model predicts
 * @param timestepSpacing how steps are laid over the training timesteps
 * @param stepsOffset added to each timestep with leading spacing; a negative one is an
 *     IllegalArgumentException
 * @param sigmaSpacing where the noise levels come from
 * @param flowShift moves the noise levels of a flow towards noise, above 0; 1 for not at all
 * @param sigmaMin the least noise level with Karras or exponential spacing, where the config names
 *     one
 * @param sigmaMax the largest noise level with such spacing, where the config names one
 * @param finalSigmas the noise left after the last step
 */
public record WalkConfig(
    NoiseSchedule noise,
    PredictionType predictionType,
    TimestepSpacing timestepSpacing,
    int stepsOffset,
    SigmaSpacing sigmaSpacing,
    double flowShift,
    OptionalDouble sigmaMin,
    OptionalDouble sigmaMax,
    FinalSigmas finalSigmas) {

  public WalkConfig {
    if (stepsOffset < 0) {
      throw new IllegalArgumentException("stepsOffset must not be negative: " + stepsOffset);
    }
  }

  /** The same for a class that always goes down to no noise. */
  public WalkConfig endingWithoutNoise() {
    return new WalkConfig(
        noise,
        predictionType,
        timestepSpacing,
        stepsOffset,
        sigmaSpacing,
        flowShift,
        sigmaMin,
        sigmaMax,
        FinalSigmas.ZERO);
  }

  /** The same for a class that does not know {@code sigma_min} and {@code sigma_max}. */
  public WalkConfig withoutSigmaRange() {
    return new WalkConfig(
        noise,
        predictionType,
        timestepSpacing,
        stepsOffset,
        sigmaSpacing,
        flowShift,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        finalSigmas);
  }

  boolean isFlow() {
    return sigmaSpacing == SigmaSpacing.FLOW;
  }
}
