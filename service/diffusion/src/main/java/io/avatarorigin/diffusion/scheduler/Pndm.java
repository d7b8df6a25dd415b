package io.avatarorigin.diffusion.scheduler;

import io.avatarorigin.diffusion.noise.NoiseSource;
import java.util.Arrays;

/**
 * Pseudo numerical methods (Liu et al., 2022) as diffusers' PNDMScheduler computes them: linear
 * multistep of fourth order ("PLMS"), begun with a second look at the second timestep, or with
 * three steps of Runge and Kutta's method.
 */
public final class Pndm implements Scheduler {

  private static final int ORDER = 4;

  /** Calls of the model in a step of Runge and Kutta's method. */
  private static final int RUNGE_KUTTA_CALLS = 4;

  private static final int RUNGE_KUTTA_STEPS = 3;

  private final WalkConfig config;
  private final PndmStart start;
  private final boolean alphaToOne;
  private final double[] timesteps;

  /** Training timesteps between two steps. */
  private final int stride;

  /** The calls with which a walk begins that are of Runge and Kutta's method. */
  private final int rungeKuttaCalls;

  /** The predictions that count, the newest one first, and how many there are. */
  private final float[][] predictions = new float[ORDER][0];

  private int known;

  /** The latent where a step of several calls began, and the mean of its predictions. */
  private float[] begun = {};

  private float[] mean = {};

  /**
   * A walk of {@code steps} steps.
   *
   * @param start how it begins: with one call of the model more than steps, or with nine more
   * @param alphaToOne whether the last step ends without noise, or with that of the first timestep
   * @throws IllegalArgumentException when there is no step, more than training had timesteps, a
   *     first one beyond the last of training, or fewer than 4 with Runge and Kutta's method
   */
  public Pndm(WalkConfig config, PndmStart start, boolean alphaToOne, int steps) {
    Timesteps.requireSteps(steps, config.noise().timesteps());
    this.config = config;
    this.start = start;
    this.alphaToOne = alphaToOne;
    this.stride = config.noise().timesteps() / steps;
    double[] falling = Timesteps.rounded(Timesteps.downToFirst(config, steps));
    config.noise().requireTrained(falling[0]);
    this.rungeKuttaCalls =
        start == PndmStart.RUNGE_KUTTA ? RUNGE_KUTTA_STEPS * RUNGE_KUTTA_CALLS : 0;
    this.timesteps =
        switch (start) {
          case MULTISTEP -> secondTwice(falling);
          case RUNGE_KUTTA -> halves(falling, stride / 2);
        };
  }

  @Override
  public int steps() {
    return timesteps.length;
  }

  @Override
  public float timestep(int index) {
    return (float) timesteps[index];
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
    mean = Buffers.fitting(mean, sample);
    if (index < rungeKuttaCalls) {
      rungeKutta(index, modelOutput, sample);
    } else if (start == PndmStart.MULTISTEP && index == 1) {
      secondLook(index, modelOutput, sample);
    } else {
      multistep(index, modelOutput, sample);
    }
  }

  private void rungeKutta(int index, float[] modelOutput, float[] sample) {
    int call = index % RUNGE_KUTTA_CALLS;
    float share = call == 0 || call == RUNGE_KUTTA_CALLS - 1 ? 1f / 6 : 1f / 3;
    if (call == 0) {
      remember(modelOutput);
      System.arraycopy(sample, 0, begun, 0, sample.length);
      Arrays.fill(mean, 0);
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] += share * modelOutput[i];
    }
    int from = (int) timesteps[index - call];
    int to = (int) timesteps[index] - (index % 2 == 0 ? stride / 2 : 0);
    System.arraycopy(begun, 0, sample, 0, sample.length);
    move(from, to, call == RUNGE_KUTTA_CALLS - 1 ? mean : modelOutput, sample);
  }

  /** The first step again, with the mean of the predictions at both of its ends. */
  private void secondLook(int index, float[] modelOutput, float[] sample) {
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (modelOutput[i] + predictions[0][i]) / 2;
    }
    System.arraycopy(begun, 0, sample, 0, sample.length);
    int to = (int) timesteps[index];
    move(to + stride, to, mean, sample);
  }

  private void multistep(int index, float[] modelOutput, float[] sample) {
    remember(modelOutput);
    System.arraycopy(sample, 0, begun, 0, sample.length);
    float[] p0 = predictions[0];
    float[] p1 = predictions[1];
    float[] p2 = predictions[2];
    float[] p3 = predictions[3];
    for (int i = 0; i < mean.length; i++) {
      mean[i] =
          switch (known) {
            case 1 -> p0[i];
            case 2 -> (3 * p0[i] - p1[i]) / 2;
            case 3 -> (23 * p0[i] - 16 * p1[i] + 5 * p2[i]) / 12;
            default -> (55 * p0[i] - 59 * p1[i] + 37 * p2[i] - 9 * p3[i]) / 24;
          };
    }
    int from = (int) timesteps[index];
    move(from, from - stride, mean, sample);
  }

  private void remember(float[] modelOutput) {
    float[] newest = Buffers.push(predictions, modelOutput);
    System.arraycopy(modelOutput, 0, newest, 0, newest.length);
    known = Math.min(known + 1, ORDER);
  }

  /** Equation 9 of the paper. */
  private void move(int from, int to, float[] prediction, float[] sample) {
    float here = config.noise().signal(from);
    float there = config.noise().signalAfter(to, alphaToOne);
    float kept = (float) Math.sqrt(there / here);
    float divisor =
        here * (float) Math.sqrt(1 - there) + (float) Math.sqrt(here * (1 - here) * there);
    float moved = (there - here) / divisor;
    float signal = (float) Math.sqrt(here);
    float spread = (float) Math.sqrt(1 - here);
    boolean velocity = config.predictionType() == PredictionType.V_PREDICTION;
    for (int i = 0; i < sample.length; i++) {
      float epsilon = velocity ? signal * prediction[i] + spread * sample[i] : prediction[i];
      sample[i] = kept * sample[i] - moved * epsilon;
    }
  }

  private static double[] secondTwice(double[] falling) {
    if (falling.length == 1) {
      return falling;
    }
    double[] calls = new double[falling.length + 1];
    calls[0] = falling[0];
    System.arraycopy(falling, 1, calls, 1, 1);
    System.arraycopy(falling, 1, calls, 2, falling.length - 1);
    return calls;
  }

  /** The first three timesteps, each with two looks half a step on and one at the next. */
  private static double[] halves(double[] falling, int half) {
    if (falling.length < ORDER) {
      throw new IllegalArgumentException(
          "this scheduler begins with Runge and Kutta's method, which takes 4 steps or more");
    }
    double[] calls = new double[RUNGE_KUTTA_STEPS * RUNGE_KUTTA_CALLS + falling.length - 3];
    for (int step = 0; step < RUNGE_KUTTA_STEPS; step++) {
      int call = step * RUNGE_KUTTA_CALLS;
      calls[call] = falling[step];
      calls[call + 1] = falling[step + 1] + half;
      calls[call + 2] = calls[call + 1];
      calls[call + 3] = falling[step + 1];
    }
    System.arraycopy(falling, 3, calls, RUNGE_KUTTA_STEPS * RUNGE_KUTTA_CALLS, falling.length - 3);
    return calls;
  }
}
