package io.avatarorigin.diffusion.scheduler;

/** Whether a scheduler that knows both ways draws noise of its own in each step. */
public enum StepNoise {
  /** The first noise decides all: {@code algorithm_type: dpmsolver++}. */
  NONE,
  /**
   * Each step takes out more and adds some: {@code sde-dpmsolver++}, {@code stochastic_sampling}.
   */
  ADDED
}
