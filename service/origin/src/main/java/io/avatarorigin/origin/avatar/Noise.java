package io.avatarorigin.origin.avatar;

import java.util.Locale;

/** Whose random numbers a picture is drawn of. */
public enum Noise {
  /** Those of PyTorch on a processor. */
  CPU,
  /** Those of PyTorch on an NVIDIA GPU, which AUTOMATIC1111 calls NV. */
  NV;

  /** As the setting has it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
