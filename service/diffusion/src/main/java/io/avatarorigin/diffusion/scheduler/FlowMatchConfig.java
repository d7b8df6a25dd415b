package io.avatarorigin.diffusion.scheduler;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * What decides a {@link FlowMatchEulerDiscrete}, with the names of diffusers'
 * FlowMatchEulerDiscreteScheduler.
 *
 * @param trainTimesteps the number of training timesteps, at least 1
 * @param shift moves the noise levels towards noise, 1 for not at all
 * @param shiftTerminal the last noise level, where the config names one
 * @param sigmaSpacing whether the levels are spaced anew between the first and the last
 * @param stepNoise whether noise is added anew in each step: {@code stochastic_sampling}
 */
public record FlowMatchConfig(
    int trainTimesteps,
    double shift,
    OptionalDouble shiftTerminal,
    SigmaSpacing sigmaSpacing,
    StepNoise stepNoise) {

  /** The noise levels that a walk visits, falling. */
  double[] sigmas(int steps) {
    Timesteps.requireSteps(steps, trainTimesteps);
    // diffusers shifts the ends of this range, and then again all of it.
    float smallest = (float) Timesteps.shifted((float) (1.0 / trainTimesteps), shift);
    double[] timesteps =
        Timesteps.linspace(trainTimesteps, (double) smallest * trainTimesteps, steps);
    double[] sigmas =
        Arrays.stream(timesteps)
            .map(timestep -> Timesteps.shifted(timestep / trainTimesteps, shift))
            .toArray();
    if (shiftTerminal.isPresent() && shiftTerminal.getAsDouble() != 0) {
      stretch(sigmas, shiftTerminal.getAsDouble());
    }
    return switch (sigmaSpacing) {
      case KARRAS, EXPONENTIAL ->
          Timetable.spaced(sigmaSpacing, sigmas[0], sigmas[steps - 1], steps);
      case TIMESTEPS, FLOW -> sigmas;
    };
  }

  private static void stretch(double[] sigmas, double terminal) {
    double scale = (1 - sigmas[sigmas.length - 1]) / (1 - terminal);
    for (int i = 0; i < sigmas.length; i++) {
      sigmas[i] = 1 - (1 - sigmas[i]) / scale;
    }
  }
}
