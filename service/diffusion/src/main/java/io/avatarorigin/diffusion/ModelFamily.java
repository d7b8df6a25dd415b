package io.avatarorigin.diffusion;

/** The families of models that can be drawn with, told apart by what their UNet is given. */
public enum ModelFamily {
  STABLE_DIFFUSION_1("Stable Diffusion 1.x"),

  /** Also SD-Turbo: a UNet with linear projections, whose heads differ from block to block. */
  STABLE_DIFFUSION_2("Stable Diffusion 2.x"),

  /** Also SDXL-Turbo: two text encoders, pooled states and sizes. */
  STABLE_DIFFUSION_XL("Stable Diffusion XL"),

  /** Few steps, with the guidance scale as an input (Luo et al., 2023). */
  LATENT_CONSISTENCY("latent consistency model"),

  /** Both of the last two. */
  LATENT_CONSISTENCY_XL("latent consistency model of Stable Diffusion XL");

  private final String text;

  ModelFamily(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
