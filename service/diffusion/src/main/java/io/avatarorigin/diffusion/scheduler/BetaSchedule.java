package io.avatarorigin.diffusion.scheduler;

/** How the variances of the training noise grow: {@code beta_schedule} of a scheduler's config. */
public enum BetaSchedule {
  LINEAR,
  SCALED_LINEAR,
  SQUAREDCOS_CAP_V2
}
