package io.avatarorigin.diffusion.scheduler;

/**
 * DPM-Solver++ of first and second order (Lu et al., 2022: "DPM++ 2M"), as diffusers'
 * DPMSolverMultistepScheduler with {@code algorithm_type: dpmsolver++} computes it: coefficients
 * and samples in float.
 */
public final class DpmSolverMultistep implements Scheduler {

  /** Below so many steps {@code lower_order_final} takes effect. */
  private static final int FEW_STEPS = 15;

  private final DpmSolverMultistepConfig config;
  private final Timetable timetable;

  /** The clean sample predicted at this step and at the one before, each as long as the latent. */
  private float[] predicted = {};

  private float[] predictedBefore = {};

  private DpmSolverMultistep(DpmSolverMultistepConfig config, Timetable timetable) {
    this.config = config;
    this.timetable = timetable;
  }

  /** A walk over timesteps spaced as the config says. */
  public static DpmSolverMultistep spacedByTimestep(DpmSolverMultistepConfig config, int steps) {
    return new DpmSolverMultistep(config, Timetable.evenlySpaced(config, steps));
  }

  /** A walk over noise levels spaced as by Karras et al. (2022). */
  public static DpmSolverMultistep spacedByKarras(DpmSolverMultistepConfig config, int steps) {
    return new DpmSolverMultistep(config, Timetable.karras(config, steps));
  }

  @Override
  public int steps() {
    return timetable.timesteps().length;
  }

  @Override
  public long timestep(int index) {
    return timetable.timesteps()[index];
  }

  @Override
  public void step(int index, float[] modelOutput, float[] sample) {
    float[] reused = predictedBefore.length == sample.length ? predictedBefore : sample.clone();
    predictedBefore = predicted;
    predicted = reused;
    predictClean(timetable.sigmas()[index], modelOutput, sample);
    if (config.solverOrder() == 1 || index == 0 || endsInFirstOrder(index)) {
      firstOrder(index, sample);
    } else {
      secondOrder(index, sample);
    }
  }

  private boolean endsInFirstOrder(int index) {
    return index == steps() - 1
        && (config.eulerAtFinal()
            || (config.lowerOrderFinal() && steps() < FEW_STEPS)
            || config.finalSigmas() == FinalSigmas.ZERO);
  }

  private void predictClean(float sigma, float[] modelOutput, float[] sample) {
    float alpha = alpha(sigma);
    float noise = sigma * alpha;
    switch (config.predictionType()) {
      case EPSILON -> {
        for (int i = 0; i < sample.length; i++) {
          predicted[i] = (sample[i] - noise * modelOutput[i]) / alpha;
        }
      }
      case SAMPLE -> System.arraycopy(modelOutput, 0, predicted, 0, sample.length);
      case V_PREDICTION -> {
        for (int i = 0; i < sample.length; i++) {
          predicted[i] = alpha * sample[i] - noise * modelOutput[i];
        }
      }
    }
  }

  private void firstOrder(int index, float[] sample) {
    float target = timetable.sigmas()[index + 1];
    float here = timetable.sigmas()[index];
    float h = lambda(target) - lambda(here);
    float kept = noise(target) / noise(here);
    float moved = alpha(target) * (exp(-h) - 1f);
    for (int i = 0; i < sample.length; i++) {
      sample[i] = kept * sample[i] - moved * predicted[i];
    }
  }

  private void secondOrder(int index, float[] sample) {
    float target = timetable.sigmas()[index + 1];
    float here = timetable.sigmas()[index];
    float before = timetable.sigmas()[index - 1];
    float h = lambda(target) - lambda(here);
    float inverseRatio = 1f / ((lambda(here) - lambda(before)) / h);
    float kept = noise(target) / noise(here);
    float moved = alpha(target) * (exp(-h) - 1f);
    float bent =
        switch (config.solverType()) {
          case MIDPOINT -> -0.5f * moved;
          case HEUN -> alpha(target) * ((exp(-h) - 1f) / h + 1f);
        };
    for (int i = 0; i < sample.length; i++) {
      float slope = inverseRatio * (predicted[i] - predictedBefore[i]);
      sample[i] = kept * sample[i] - moved * predicted[i] + bent * slope;
    }
  }

  private static float alpha(float sigma) {
    return 1f / (float) Math.sqrt(sigma * sigma + 1f);
  }

  private static float noise(float sigma) {
    return sigma * alpha(sigma);
  }

  private static float lambda(float sigma) {
    return (float) Math.log(alpha(sigma)) - (float) Math.log(noise(sigma));
  }

  private static float exp(float value) {
    return (float) Math.exp(value);
  }
}
