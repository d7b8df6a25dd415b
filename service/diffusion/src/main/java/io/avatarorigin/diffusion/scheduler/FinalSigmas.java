package io.avatarorigin.diffusion.scheduler;

/** The noise that is left after the last step: {@code final_sigmas_type} of a config. */
public enum FinalSigmas {
  ZERO,
  SIGMA_MIN
}
