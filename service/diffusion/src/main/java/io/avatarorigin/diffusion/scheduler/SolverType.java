package io.avatarorigin.diffusion.scheduler;

/** Form of the second-order update: {@code solver_type} of a scheduler's config. */
public enum SolverType {
  /** With the slope in the middle of the step. */
  MIDPOINT,
  /** With the slope integrated exactly over the step. */
  HEUN
}
