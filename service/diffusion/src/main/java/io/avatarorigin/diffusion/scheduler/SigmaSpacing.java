package io.avatarorigin.diffusion.scheduler;

/** Where the noise levels of a walk come from. */
public enum SigmaSpacing {
  /** From the timesteps, which are spaced as {@link TimestepSpacing} says. */
  TIMESTEPS,
  /** Spaced as by Karras et al. (2022): {@code use_karras_sigmas} of a config. */
  KARRAS,
  /** Evenly by their logarithms: {@code use_exponential_sigmas} of a config. */
  EXPONENTIAL,
  /** Those of a straight flow from noise to picture: {@code use_flow_sigmas} of a config. */
  FLOW
}
