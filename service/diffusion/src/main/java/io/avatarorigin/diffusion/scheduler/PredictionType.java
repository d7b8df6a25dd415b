package io.avatarorigin.diffusion.scheduler;

/** What the model predicts: {@code prediction_type} of a scheduler's config. */
public enum PredictionType {
  /** The noise. */
  EPSILON,
  /** The clean sample. */
  SAMPLE,
  /** The velocity of Salimans and Ho (2022). */
  V_PREDICTION
}
