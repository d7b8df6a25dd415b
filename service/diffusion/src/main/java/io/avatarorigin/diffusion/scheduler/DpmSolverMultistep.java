package io.avatarorigin.diffusion.scheduler;

import io.avatarorigin.diffusion.noise.NoiseSource;

/**
 * DPM-Solver++ (Lu et al., 2022) of first to third order over the predictions of the steps before,
 * and its stochastic form: "DPM++ 2M" and "DPM++ 2M SDE". As diffusers' DPMSolverMultistepScheduler
 * with {@code algorithm_type: dpmsolver++} and {@code sde-dpmsolver++} computes it: coefficients
 * and samples in float.
 */
public final class DpmSolverMultistep implements Scheduler {

  /** Below so many steps {@code lower_order_final} takes effect. */
  private static final int FEW_STEPS = 15;

  private final DpmSolverConfig config;
  private final Timetable timetable;
  private final DpmUpdate update;

  /** The clean latents predicted at the last steps, the newest one first. */
  private final float[][] predicted;

  /**
   * A walk of {@code steps} steps, each one call of the model.
   *
   * @throws IllegalArgumentException when there is no step, or more than training had timesteps
   */
  public DpmSolverMultistep(DpmSolverConfig config, int steps) {
    this.config = config;
    this.timetable = config.timetable(steps);
    this.update = new DpmUpdate(config, timetable);
    this.predicted = new float[config.solverOrder()][0];
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
    update.predictClean(index, modelOutput, sample, Buffers.push(predicted, sample));
    switch (order(index)) {
      case 1 -> update.first(index, predicted[0], sample, noise);
      case 2 -> update.second(index, predicted, sample, noise);
      default -> update.third(index, predicted, sample, noise);
    }
  }

  private int order(int index) {
    boolean few = config.lowerOrderFinal() && steps() < FEW_STEPS;
    boolean first = few || config.eulerAtFinal() || config.walk().finalSigmas() == FinalSigmas.ZERO;
    if (index == steps() - 1 && first) {
      return 1;
    }
    int known = Math.min(config.solverOrder(), index + 1);
    return index == steps() - 2 && few ? Math.min(known, 2) : known;
  }
}
