package io.avatarorigin.diffusion.scheduler;

/** The function B(h) of {@link UniPcMultistep}: {@code solver_type} of a config. */
public enum UniPcType {
  /** {@code B(h) = h}. */
  BH1,
  /** {@code B(h) = exp(h) - 1}. */
  BH2
}
