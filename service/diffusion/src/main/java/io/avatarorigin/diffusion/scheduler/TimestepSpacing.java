package io.avatarorigin.diffusion.scheduler;

/** How steps are laid over the training timesteps: {@code timestep_spacing} of a config. */
public enum TimestepSpacing {
  LINSPACE,
  LEADING,
  TRAILING
}
