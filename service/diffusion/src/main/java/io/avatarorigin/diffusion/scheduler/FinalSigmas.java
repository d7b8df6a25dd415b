package io.avatarorigin.diffusion.scheduler;

/** The noise that is left after the last step: {@code final_sigmas_type} of a config. */
public enum FinalSigmas {
  /** None. */
  ZERO,
  /** That of the first timestep of training. */
  SIGMA_MIN
}
