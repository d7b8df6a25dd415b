package io.avatarorigin.diffusion;

/** How the noise levels of a walk are spaced. */
public enum LevelSpacing {
  /** Evenly by time, from where and to where the model's config says. */
  EVEN,
  /** As by Karras et al. (2022): {@code use_karras_sigmas} of a config. */
  KARRAS,
  /** Evenly by their logarithms: {@code use_exponential_sigmas} of a config. */
  EXPONENTIAL,
  /**
   * Evenly by time from the last timestep of training on, whatever the model's config says: {@code
   * timestep_spacing: trailing}.
   */
  TRAILING
}
