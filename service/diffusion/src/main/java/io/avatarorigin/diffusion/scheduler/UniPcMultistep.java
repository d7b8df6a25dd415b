package io.avatarorigin.diffusion.scheduler;

import io.avatarorigin.diffusion.noise.NoiseSource;

/**
 * The unified predictor-corrector (Zhao et al., 2023) of first to third order over the predicted
 * clean latents, as diffusers' UniPCMultistepScheduler with {@code predict_x0} computes it: what
 * the model says at the end of a step first corrects that step, then predicts the next one.
 */
public final class UniPcMultistep implements Scheduler {

  private final UniPcConfig config;
  private final Timetable timetable;
  private final SolverLevels levels;

  /** The clean latents predicted at the last steps, the newest one first. */
  private final float[][] predicted;

  /** The corrected latent where the last step began, and the order of that step. */
  private float[] begun = {};

  private int order;

  /**
   * A walk of {@code steps} steps, each one call of the model.
   *
   * @throws IllegalArgumentException when there is no step, or more than training had timesteps
   */
  public UniPcMultistep(UniPcConfig config, int steps) {
    this.config = config;
    this.timetable = config.timetable(steps);
    this.levels = SolverLevels.of(timetable.sigmas(), config.walk().isFlow());
    this.predicted = new float[config.solverOrder() + 1][0];
  }

  @Override
  public int steps() {
    return timetable.steps();
  }

  @Override
  public float timestep(int index) {
    return timetable.timesteps()[index];
  }

  @Override
  public float initialNoise() {
    return 1;
  }

  @Override
  public float inputScale(int index) {
    return 1;
  }

  @Override
  public void step(int index, float[] modelOutput, float[] sample, NoiseSource noise) {
    begun = Buffers.fitting(begun, sample);
    float[] clean = Buffers.push(predicted, sample);
    config
        .walk()
        .predictionType()
        .predictClean(levels.signal()[index], levels.noise()[index], modelOutput, sample, clean);
    if (index > 0 && !config.uncorrected().contains(index - 1)) {
      correct(index, sample);
    }
    System.arraycopy(sample, 0, begun, 0, sample.length);
    int highest =
        config.lowerOrderFinal()
            ? Math.min(config.solverOrder(), steps() - index)
            : config.solverOrder();
    order = Math.min(highest, index + 1);
    predict(index, sample);
  }

  /** Makes the step to {@code index} again, with the prediction at its end. */
  private void correct(int index, float[] sample) {
    UniPcStep step = new UniPcStep(config.solverType(), levels, index - 1, index, order);
    float[] weights = step.corrector();
    System.arraycopy(begun, 0, sample, 0, sample.length);
    step.move(sample, predicted[1]);
    for (int past = 1; past < order; past++) {
      step.add(sample, weights[past - 1] / step.ratio(past), predicted[past + 1], predicted[1]);
    }
    step.add(sample, weights[order - 1], predicted[0], predicted[1]);
  }

  private void predict(int index, float[] sample) {
    UniPcStep step = new UniPcStep(config.solverType(), levels, index, index + 1, order);
    float[] weights = step.predictor();
    step.move(sample, predicted[0]);
    for (int past = 1; past < order; past++) {
      step.add(sample, weights[past - 1] / step.ratio(past), predicted[past], predicted[0]);
    }
  }
}
