package io.avatarorigin.diffusion.scheduler;

/** What the model predicts: {@code prediction_type} of a scheduler's config. */
public enum PredictionType {
  /** The noise. */
  EPSILON,
  /** The clean sample. */
  SAMPLE,
  /** The velocity of Salimans and Ho (2022). */
  V_PREDICTION,
  /** The way from the clean sample to the noise (Liu et al., 2022), for schedules of flows. */
  FLOW_PREDICTION;

  /**
   * The clean sample that follows from a prediction, where {@code sample = signal * clean + noise *
   * epsilon}.
   *
   * @param clean overwritten, as long as the others
   */
  void predictClean(float signal, float noise, float[] modelOutput, float[] sample, float[] clean) {
    for (int i = 0; i < clean.length; i++) {
      clean[i] =
          switch (this) {
            case EPSILON -> (sample[i] - noise * modelOutput[i]) / signal;
            case SAMPLE -> modelOutput[i];
            case V_PREDICTION -> signal * sample[i] - noise * modelOutput[i];
            case FLOW_PREDICTION -> sample[i] - noise * modelOutput[i];
          };
    }
  }

  /**
   * The clean sample that follows from a prediction of the scaled sample, where {@code sample =
   * clean + sigma * epsilon}.
   *
   * @param clean overwritten, as long as the others
   */
  void predictClean(float sigma, float[] modelOutput, float[] sample, float[] clean) {
    float variance = sigma * sigma + 1;
    float velocity = -sigma / (float) Math.sqrt(variance);
    for (int i = 0; i < clean.length; i++) {
      clean[i] =
          switch (this) {
            case EPSILON, FLOW_PREDICTION -> sample[i] - sigma * modelOutput[i];
            case SAMPLE -> modelOutput[i];
            case V_PREDICTION -> velocity * modelOutput[i] + sample[i] / variance;
          };
    }
  }
}
