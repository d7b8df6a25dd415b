package io.avatarorigin.diffusion;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The adapters of a model folder: {@code lora/NAME.onnx_adapter} for the UNet and {@code
 * lora/NAME.text_encoder.onnx_adapter} for the text encoder, either of which may be missing.
 *
 * @param files by their path without {@code lora/} and the ending
 */
record LoraFolder(Map<String, LoraFile> files) {

  static final String FOLDER = "lora";

  private static final String ENDING = ".onnx_adapter";
  private static final String TEXT_ENCODER = ".text_encoder";

  static LoraFolder read(ModelFolder folder) {
    Map<String, LoraFile> files = new TreeMap<>();
    for (String file : folder.filesIn(FOLDER)) {
      if (file.endsWith(ENDING)) {
        String name = file.substring(FOLDER.length() + 1, file.length() - ENDING.length());
        Path path = folder.file(file);
        files.put(name, LoraFile.read(file, path));
      }
    }
    return new LoraFolder(Map.copyOf(files));
  }

  Optional<LoraFile> forUnet(String name) {
    return name.endsWith(TEXT_ENCODER) ? Optional.empty() : Optional.ofNullable(files.get(name));
  }

  Optional<LoraFile> forTextEncoder(String name) {
    return Optional.ofNullable(files.get(name + TEXT_ENCODER));
  }
}
