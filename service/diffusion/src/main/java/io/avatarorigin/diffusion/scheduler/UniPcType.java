package io.avatarorigin.diffusion.scheduler;

/**
 * The function B(h) of {@link UniPcMultistep}: {@code solver_type} of a config. The step h is by
 * how much the logarithm of the signal-to-noise ratio grows, negative for the prediction of the
 * picture.
 */
public enum UniPcType {
  /** {@code B(h) = h}. */
  BH1,
  /** {@code B(h) = exp(h) - 1}. */
  BH2
}
