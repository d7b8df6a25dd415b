package io.avatarorigin.diffusion.scheduler;

/** How {@link Pndm} begins, before it knows predictions enough. */
public enum PndmStart {
  /** With lower orders: {@code skip_prk_steps: true} of a config, as Stable Diffusion's are. */
  MULTISTEP,
  /** With three steps of Runge and Kutta's method of four calls of the model each. */
  RUNGE_KUTTA
}
