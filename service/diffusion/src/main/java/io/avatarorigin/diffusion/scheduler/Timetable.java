package io.avatarorigin.diffusion.scheduler;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Which training timesteps a walk visits and with how much noise, as {@code set_timesteps} of
 * diffusers' schedulers lays them. Computed in double where NumPy does so.
 *
 * @param timesteps [steps]
 * @param sigmas [steps + 1], the last one is the noise of the finished latent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by value
record Timetable(float[] timesteps, float[] sigmas) {

  /** Rho of Karras et al. (2022), equation 5. */
  private static final double RHO = 7;

  /** For the schedulers after k-diffusion: Euler's, Heun and LMS. */
  static Timetable ofSigmas(WalkConfig config, int steps) {
    NoiseSchedule noise = config.noise();
    Timesteps.requireSteps(steps, noise.timesteps());
    double[] timesteps = Timesteps.downToFirst(config, steps);
    // NumPy makes these timesteps in float already.
    double[] sigmas =
        Arrays.stream(timesteps).map(timestep -> noise.sigma((double) (float) timestep)).toArray();
    if (config.sigmaSpacing() != SigmaSpacing.TIMESTEPS) {
      sigmas =
          spaced(
              config.sigmaSpacing(),
              config.sigmaMax().orElse(sigmas[0]),
              config.sigmaMin().orElse(sigmas[sigmas.length - 1]),
              steps);
      timesteps = Arrays.stream(sigmas).map(noise::timestepOf).toArray();
    }
    return of(timesteps, sigmas, finalSigma(config));
  }

  /**
   * For the solvers in the logarithm of the signal-to-noise ratio: DPM-Solver's and UniPC.
   *
   * @param last how many timesteps of training are used
   * @param rounding makes timesteps of Karras' sigmas whole
   */
  static Timetable ofSolver(WalkConfig config, int last, int steps, DoubleUnaryOperator rounding) {
    NoiseSchedule noise = config.noise();
    double[] timesteps;
    double[] sigmas;
    if (config.sigmaSpacing() != SigmaSpacing.TIMESTEPS) {
      sigmas =
          spaced(
              config.sigmaSpacing(),
              config.sigmaMax().orElse(noise.sigma(noise.timesteps() - 1)),
              config.sigmaMin().orElse(noise.sigma(0)),
              steps);
      // diffusers cuts the fractions of exponential ones off.
      DoubleUnaryOperator whole =
          config.sigmaSpacing() == SigmaSpacing.EXPONENTIAL ? Math::floor : rounding;
      timesteps = Arrays.stream(sigmas).map(noise::timestepOf).map(whole).toArray();
    } else {
      timesteps = Timesteps.aboveFirst(config, last, steps);
      sigmas = Arrays.stream(timesteps).map(noise::sigma).toArray();
    }
    return of(timesteps, sigmas, finalSigma(config));
  }

  /** With the timesteps of a flow, which are its sigmas, whole as diffusers' solvers have them. */
  static Timetable ofFlow(double[] sigmas, int trained, float finalSigma) {
    double[] timesteps = Arrays.stream(sigmas).map(sigma -> Math.floor(sigma * trained)).toArray();
    return of(timesteps, sigmas, finalSigma);
  }

  static Timetable of(double[] timesteps, double[] sigmas, float finalSigma) {
    float[] all = Arrays.copyOf(Timesteps.floats(sigmas), sigmas.length + 1);
    all[sigmas.length] = finalSigma;
    return new Timetable(Timesteps.floats(timesteps), all);
  }

  /** Falling from {@code largest} to {@code smallest}, without regard to timesteps. */
  static double[] spaced(SigmaSpacing spacing, double largest, double smallest, int steps) {
    return switch (spacing) {
      case KARRAS -> karras(largest, smallest, steps);
      case EXPONENTIAL -> exponential(largest, smallest, steps);
      case TIMESTEPS, FLOW ->
          throw new IllegalArgumentException("sigmaSpacing lays no levels: " + spacing);
    };
  }

  private static double[] karras(double largest, double smallest, int steps) {
    double from = Math.pow(largest, 1 / RHO);
    double to = Math.pow(smallest, 1 / RHO);
    return Arrays.stream(Timesteps.linspace(0, 1, steps))
        .map(ramp -> Math.pow(from + ramp * (to - from), RHO))
        .toArray();
  }

  private static double[] exponential(double largest, double smallest, int steps) {
    return Arrays.stream(Timesteps.linspace(Math.log(largest), Math.log(smallest), steps))
        .map(Math::exp)
        .toArray();
  }

  static float finalSigma(WalkConfig config) {
    return switch (config.finalSigmas()) {
      case ZERO -> 0f;
      case SIGMA_MIN -> config.noise().sigma(0);
    };
  }

  int steps() {
    return timesteps.length;
  }

  /** The first noise of a walk whose latent is the picture plus sigma times noise. */
  float initialNoise(WalkConfig config) {
    float largest = 0;
    for (float sigma : sigmas) {
      largest = Math.max(largest, sigma);
    }
    return config.timestepSpacing() == TimestepSpacing.LEADING
        ? (float) Math.sqrt(largest * largest + 1)
        : largest;
  }

  /** What makes the variance of a latent that is the picture plus sigma times noise 1. */
  float inputScale(int index) {
    float sigma = sigmas[index];
    return 1 / (float) Math.sqrt(sigma * sigma + 1);
  }
}
