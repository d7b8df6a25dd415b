package io.avatarorigin.diffusion.scheduler;

/**
 * The coefficients of one step of {@link UniPcMultistep}, with the names of the paper: h is the
 * growth of lambda, r how far back a prediction lies in units of h. In float, as PyTorch computes
 * them.
 */
final class UniPcStep {

  private final SolverLevels levels;
  private final int from;
  private final int to;
  private final int order;

  /** exp(-h) - 1. */
  private final float decay;

  /** What stands before the corrections. */
  private final float scale;

  /** [order] ratios r of the predictions before, nearest first, and last 1. */
  private final float[] ratios;

  /** [order] the right side of the conditions of order. */
  private final float[] conditions;

  UniPcStep(UniPcType type, SolverLevels levels, int from, int to, int order) {
    this.levels = levels;
    this.from = from;
    this.to = to;
    this.order = order;
    float h = levels.growth(from, to);
    decay = (float) Math.expm1(-h);
    scale =
        switch (type) {
          case BH1 -> -h;
          case BH2 -> decay;
        };
    ratios = new float[order];
    for (int past = 1; past < order; past++) {
      ratios[past - 1] = levels.growth(from, from - past) / h;
    }
    ratios[order - 1] = 1;
    conditions = new float[order];
    float phi = decay / -h - 1;
    int factorial = 1;
    for (int i = 0; i < order; i++) {
      conditions[i] = phi * factorial / scale;
      factorial *= i + 2;
      phi = phi / -h - 1f / factorial;
    }
  }

  float ratio(int past) {
    return ratios[past - 1];
  }

  /** The weights of the predictions before. */
  float[] predictor() {
    return switch (order) {
      case 1 -> new float[0];
      case 2 -> new float[] {0.5f};
      default -> solve(order - 1);
    };
  }

  /** The weights of the predictions before, and last of the one at the end. */
  float[] corrector() {
    return order == 1 ? new float[] {0.5f} : solve(order);
  }

  /** The step of first order, in place. */
  void move(float[] sample, float[] predicted) {
    float kept = levels.noise()[to] / levels.noise()[from];
    float moved = levels.signal()[to] * decay;
    for (int i = 0; i < sample.length; i++) {
      sample[i] = kept * sample[i] - moved * predicted[i];
    }
  }

  /** A correction by the difference of a prediction from the one where the step begins. */
  void add(float[] sample, float weight, float[] predicted, float[] first) {
    float weighted = weight * levels.signal()[to] * scale;
    for (int i = 0; i < sample.length; i++) {
      sample[i] -= weighted * (predicted[i] - first[i]);
    }
  }

  /** Solves {@code sum of ratios[j]^i * x[j] = conditions[i]} for the first {@code count}. */
  private float[] solve(int count) {
    double[][] rows = new double[count][count + 1];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        rows[i][j] = Math.pow(ratios[j], i);
      }
      rows[i][count] = conditions[i];
    }
    // Ratios differ and the first row is of ones, so no pivot of this Vandermonde matrix is 0.
    for (int pivot = 0; pivot < count; pivot++) {
      for (int i = 0; i < count; i++) {
        double factor = i == pivot ? 0 : rows[i][pivot] / rows[pivot][pivot];
        for (int j = pivot; j <= count; j++) {
          rows[i][j] -= factor * rows[pivot][j];
        }
      }
    }
    float[] solution = new float[count];
    for (int i = 0; i < count; i++) {
      solution[i] = (float) (rows[i][count] / rows[i][i]);
    }
    return solution;
  }
}
