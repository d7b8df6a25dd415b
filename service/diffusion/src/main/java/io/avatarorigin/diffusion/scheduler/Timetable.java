package io.avatarorigin.diffusion.scheduler;

/**
 * Which training timesteps are visited and with how much noise, as {@code set_timesteps} of
 * diffusers' DPMSolverMultistepScheduler lays them. Computed in double where NumPy does so.
 *
 * @param timesteps [steps]
 * @param sigmas [steps + 1], the last one is the noise of the finished latent
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by value
record Timetable(long[] timesteps, float[] sigmas) {

  /** Rho of Karras et al. (2022), equation 5. */
  private static final double RHO = 7;

  static Timetable evenlySpaced(DpmSolverMultistepConfig config, int steps) {
    NoiseSchedule noise = config.noise();
    int last = lastTimestep(config);
    long[] timesteps =
        switch (config.timestepSpacing()) {
          case LINSPACE -> linspace(last, steps);
          case LEADING -> leading(last, steps, config.stepsOffset());
          case TRAILING -> trailing(last, (double) noise.timesteps() / steps);
        };
    float[] sigmas = new float[timesteps.length + 1];
    for (int i = 0; i < timesteps.length; i++) {
      sigmas[i] = noise.sigma(Math.clamp(timesteps[i], 0, noise.timesteps() - 1));
    }
    sigmas[timesteps.length] = finalSigma(config);
    return new Timetable(timesteps, sigmas);
  }

  static Timetable karras(DpmSolverMultistepConfig config, int steps) {
    NoiseSchedule noise = config.noise();
    // diffusers rounds to whole timesteps, but only cuts the fraction off with the cosine schedule.
    boolean rounded = config.betaSchedule() != BetaSchedule.SQUAREDCOS_CAP_V2;
    double largest = Math.pow(noise.sigma(noise.timesteps() - 1), 1 / RHO);
    double smallest = Math.pow(noise.sigma(0), 1 / RHO);
    float[] logSigmas = new float[noise.timesteps()];
    for (int i = 0; i < logSigmas.length; i++) {
      logSigmas[i] = (float) Math.log(noise.sigma(i));
    }
    long[] timesteps = new long[steps];
    float[] sigmas = new float[steps + 1];
    for (int i = 0; i < steps; i++) {
      double ramp = steps == 1 ? 0 : i == steps - 1 ? 1 : i * (1.0 / (steps - 1));
      double sigma = Math.pow(largest + ramp * (smallest - largest), RHO);
      double timestep = timestepOf(sigma, logSigmas);
      timesteps[i] = (long) (rounded ? Math.rint(timestep) : timestep);
      sigmas[i] = (float) sigma;
    }
    sigmas[steps] = finalSigma(config);
    return new Timetable(timesteps, sigmas);
  }

  private static float finalSigma(DpmSolverMultistepConfig config) {
    return switch (config.finalSigmas()) {
      case ZERO -> 0f;
      case SIGMA_MIN -> config.noise().sigma(0);
    };
  }

  /** The number of timesteps whose lambda is not below the clip. */
  private static int lastTimestep(DpmSolverMultistepConfig config) {
    NoiseSchedule noise = config.noise();
    int last = noise.timesteps();
    while (last > 1 && noise.lambda(last - 1) < config.lambdaMinClipped()) {
      last--;
    }
    return last;
  }

  private static long[] linspace(int last, int steps) {
    double stride = (last - 1) / (double) steps;
    long[] timesteps = new long[steps];
    timesteps[0] = last - 1L;
    for (int i = 1; i < steps; i++) {
      timesteps[i] = (long) Math.rint((steps - i) * stride);
    }
    return timesteps;
  }

  private static long[] leading(int last, int steps, int offset) {
    long stride = last / (steps + 1);
    long[] timesteps = new long[steps];
    for (int i = 0; i < steps; i++) {
      timesteps[i] = (steps - i) * stride + offset;
    }
    return timesteps;
  }

  private static long[] trailing(int last, double stride) {
    int count = (int) Math.ceil(last / stride);
    long[] timesteps = new long[count];
    double delta = (last - stride) - last;
    for (int i = 0; i < count; i++) {
      timesteps[i] = (long) Math.rint(last + i * delta) - 1;
    }
    return timesteps;
  }

  /** The fractional timestep whose logarithm of sigma is that of {@code sigma}. */
  private static double timestepOf(double sigma, float[] logSigmas) {
    double logSigma = Math.log(Math.max(sigma, 1e-10));
    int low = 0;
    while (low < logSigmas.length - 2 && logSigmas[low + 1] <= logSigma) {
      low++;
    }
    float width = logSigmas[low] - logSigmas[low + 1];
    double weight = Math.clamp((logSigmas[low] - logSigma) / width, 0.0, 1.0);
    return (1 - weight) * low + weight * (low + 1);
  }
}
