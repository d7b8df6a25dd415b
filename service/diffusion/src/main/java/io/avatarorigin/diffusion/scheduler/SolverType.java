package io.avatarorigin.diffusion.scheduler;

/** Form of the second-order update: {@code solver_type} of a scheduler's config. */
public enum SolverType {
  MIDPOINT,
  HEUN
}
