package io.avatarorigin.diffusion.noise;

/** Whose random numbers a draw is made of; equal seeds give other pictures with each. */
public enum NoiseKind {
  /** {@code torch.Generator("cpu")}: Mersenne Twister. What diffusers' examples use. */
  CPU,
  /** {@code torch.Generator("cuda")}: Philox. What AUTOMATIC1111 calls "NV", and "GPU" on one. */
  NV;

  /**
   * A new generator.
   *
   * @param seed of which the CPU's takes the low 32 bits, and that of NV all
   */
  public NoiseSource source(long seed) {
    return switch (this) {
      case CPU -> new TorchNoise(seed);
      case NV -> new PhiloxNoise(seed);
    };
  }
}
