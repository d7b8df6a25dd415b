package io.avatarorigin.diffusion;

import java.util.Arrays;
import java.util.Comparator;

/** The nets that take adapters, and how an adapter's file says which one it is for. */
enum LoraNet {
  UNET("unet", ""),
  /** Of SDXL the first. */
  TEXT_ENCODER("text_encoder", ".text_encoder"),
  /** SDXL's second. */
  TEXT_ENCODER_2("text_encoder_2", ".text_encoder_2");

  private final String part;
  private final String ending;

  LoraNet(String part, String ending) {
    this.part = part;
    this.ending = ending;
  }

  /** The folder of the net. */
  String part() {
    return part;
  }

  /** Which net an adapter is for, by its file's name without {@code .onnx_adapter}. */
  static LoraNet of(String file) {
    return Arrays.stream(values())
        .filter(net -> file.endsWith(net.ending))
        .max(Comparator.comparingInt(net -> net.ending.length()))
        .orElse(UNET);
  }

  /** What tags call the adapter. */
  String name(String file) {
    return file.substring(0, file.length() - ending.length());
  }
}
