package io.avatarorigin.diffusion.noise;

/**
 * The generator of one draw, as a {@code torch.Generator} that a pipeline is given: the first noise
 * comes from it, and then, call after call, what a scheduler draws inside its steps. For one
 * thread.
 */
public sealed interface NoiseSource permits TorchNoise, PhiloxNoise {

  /**
   * The next tensor of standard normal numbers.
   *
   * @param values the tensor in row-major order, overwritten
   */
  void fill(float[] values);
}
