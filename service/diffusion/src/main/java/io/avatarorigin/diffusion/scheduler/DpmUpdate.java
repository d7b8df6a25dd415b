package io.avatarorigin.diffusion.scheduler;

import io.avatarorigin.diffusion.noise.NoiseSource;

/**
 * The updates of DPM-Solver++ (Lu et al., 2022), in its ordinary and its stochastic form: a latent
 * at one noise level becomes that of the next one, by Taylor's series of the predicted clean latent
 * over lambda.
 */
final class DpmUpdate {

  private final DpmSolverConfig config;
  private final float[] sigmas;
  private final SolverLevels levels;

  /** The noise that is added, as long as the latent. */
  private float[] added = {};

  DpmUpdate(DpmSolverConfig config, Timetable timetable) {
    this.config = config;
    this.sigmas = timetable.sigmas();
    this.levels = SolverLevels.of(sigmas, config.walk().isFlow());
  }

  /** Writes the clean latent that is predicted at a step. */
  void predictClean(int index, float[] modelOutput, float[] sample, float[] clean) {
    config
        .walk()
        .predictionType()
        .predictClean(levels.signal()[index], levels.noise()[index], modelOutput, sample, clean);
  }

  /** From the prediction at this step alone. */
  void first(int index, float[] predicted, float[] sample, NoiseSource noise) {
    float kept = kept(index, index + 1);
    float moved = levels.signal()[index + 1] * weight0(levels.growth(index, index + 1));
    for (int i = 0; i < sample.length; i++) {
      sample[i] = kept * sample[i] + moved * predicted[i];
    }
    addNoise(index, index + 1, sample, noise);
  }

  /** With the slope from the step before; the newest prediction is the first one. */
  void second(int index, float[][] predicted, float[] sample, NoiseSource noise) {
    float h = levels.growth(index, index + 1);
    float inverseRatio = 1 / (levels.growth(index - 1, index) / h);
    float kept = kept(index, index + 1);
    float signal = levels.signal()[index + 1];
    float moved = signal * weight0(h);
    float bent =
        switch (config.solverType()) {
          case MIDPOINT -> 0.5f * moved;
          case HEUN -> signal * weight1(h);
        };
    for (int i = 0; i < sample.length; i++) {
      float slope = inverseRatio * (predicted[0][i] - predicted[1][i]);
      sample[i] = kept * sample[i] + moved * predicted[0][i] + bent * slope;
    }
    addNoise(index, index + 1, sample, noise);
  }

  /** With slope and curvature from the two steps before; the newest prediction is the first one. */
  void third(int index, float[][] predicted, float[] sample, NoiseSource noise) {
    float h = levels.growth(index, index + 1);
    float ratio0 = levels.growth(index - 1, index) / h;
    float ratio1 = levels.growth(index - 2, index - 1) / h;
    float kept = kept(index, index + 1);
    float signal = levels.signal()[index + 1];
    float moved = signal * weight0(h);
    float sloped = signal * weight1(h);
    float bent = signal * weight2(h);
    for (int i = 0; i < sample.length; i++) {
      float near = (predicted[0][i] - predicted[1][i]) / ratio0;
      float far = (predicted[1][i] - predicted[2][i]) / ratio1;
      float bend = (near - far) / (ratio0 + ratio1);
      float slope = near + ratio0 * bend;
      sample[i] = kept * sample[i] + moved * predicted[0][i] + sloped * slope - bent * bend;
    }
    addNoise(index, index + 1, sample, noise);
  }

  private float kept(int from, int to) {
    float ratio = levels.noise()[to] / levels.noise()[from];
    return switch (config.stepNoise()) {
      case NONE -> ratio;
      case ADDED -> ratio * exp(-levels.growth(from, to));
    };
  }

  /** The integrals of 1, lambda and its square over the step, weighted by the decay. */
  private float weight0(float h) {
    return switch (config.stepNoise()) {
      case NONE -> 1 - exp(-h);
      case ADDED -> 1 - exp(-2 * h);
    };
  }

  private float weight1(float h) {
    return switch (config.stepNoise()) {
      case NONE -> (exp(-h) - 1) / h + 1;
      case ADDED -> (1 - exp(-2 * h)) / (-2 * h) + 1;
    };
  }

  private float weight2(float h) {
    return switch (config.stepNoise()) {
      case NONE -> (exp(-h) - 1 + h) / (h * h) - 0.5f;
      case ADDED -> 0.5f - (1 - exp(-2 * h) - 2 * h) / (4 * h * h);
    };
  }

  private void addNoise(int from, int to, float[] sample, NoiseSource noise) {
    if (config.stepNoise() == StepNoise.NONE) {
      return;
    }
    added = Buffers.fitting(added, sample);
    noise.fill(added);
    float weight = levels.noise()[to] * (float) Math.sqrt(1 - exp(-2 * levels.growth(from, to)));
    for (int i = 0; i < sample.length; i++) {
      sample[i] += weight * added[i];
    }
  }

  private static float exp(float value) {
    return (float) Math.exp(value);
  }
}
