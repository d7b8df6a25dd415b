package io.avatarorigin.diffusion.scheduler;

/** How the variances of the training noise grow: {@code beta_schedule} of a scheduler's config. */
public enum BetaSchedule {
  /** Evenly (Ho et al., 2020). */
  LINEAR,
  /** Their square roots do so evenly: the schedule of Stable Diffusion. */
  SCALED_LINEAR,
  /** As a squared cosine of the signal asks (Nichol and Dhariwal, 2021), at most 0.999. */
  SQUAREDCOS_CAP_V2
}
