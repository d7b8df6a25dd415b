package io.avatarorigin.diffusion;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The adapters of a model folder: {@code lora/NAME.onnx_adapter} for the UNet, {@code
 * lora/NAME.text_encoder.onnx_adapter} for the text encoder and {@code
 * lora/NAME.text_encoder_2.onnx_adapter} for SDXL's second one, any of which may be missing.
 *
 * @param files by net and name
 */
record LoraFolder(Map<LoraNet, Map<String, LoraFile>> files) {

  static final String FOLDER = "lora";

  private static final String ENDING = ".onnx_adapter";

  static LoraFolder read(ModelFolder folder) {
    Map<LoraNet, Map<String, LoraFile>> files = new EnumMap<>(LoraNet.class);
    for (String file : folder.filesIn(FOLDER)) {
      if (file.endsWith(ENDING)) {
        String name = file.substring(FOLDER.length() + 1, file.length() - ENDING.length());
        Path path = folder.file(file);
        LoraNet net = LoraNet.of(name);
        files
            .computeIfAbsent(net, _ -> new TreeMap<>())
            .put(net.name(name), LoraFile.read(file, path));
      }
    }
    return new LoraFolder(files);
  }

  Optional<LoraFile> find(LoraNet net, String name) {
    return Optional.ofNullable(files.getOrDefault(net, Map.of()).get(name));
  }

  /**
   * Requires that each adapter's net is there and takes what it feeds: ONNX Runtime would find that
   * out in the first draw that asks for it.
   *
   * @param parts the nets of the model
   */
  void requireFit(List<ModelPart> parts) {
    files.forEach(
        (net, adapters) -> {
          Optional<ModelPart> part =
              parts.stream().filter(each -> each.name().equals(net.part())).findFirst();
          adapters.values().forEach(adapter -> requireFit(adapter, net, part));
        });
  }

  private static void requireFit(LoraFile adapter, LoraNet net, Optional<ModelPart> part) {
    if (part.isEmpty()) {
      throw adapter.fault("is for the " + net.part() + ", which this model does not have");
    }
    TreeSet<String> missing = new TreeSet<>(adapter.inputs());
    missing.removeAll(part.get().weights().inputs());
    if (!missing.isEmpty()) {
      throw adapter.fault(
          "feeds %s, which %s/model.onnx does not have as an input; export the net with it"
              .formatted(
                  missing.size() == 1
                      ? missing.first()
                      : missing.first() + " and " + (missing.size() - 1) + " more",
                  net.part()));
    }
  }
}
