package io.avatarorigin.diffusion.scheduler;

/** How steps are laid over the training timesteps: {@code timestep_spacing} of a config. */
public enum TimestepSpacing {
  /** From the first to the last one, both of them included where the class has room for both. */
  LINSPACE,
  /** By a whole stride from the first one on, moved by {@code steps_offset}. */
  LEADING,
  /** By a stride from the last one on. */
  TRAILING
}
