package io.avatarorigin.worker.fetch;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which files of a repository a model in diffusers' ONNX layout needs. Repositories hold the same
 * weights in several forms, of which each may have gigabytes.
 */
final class NeededFiles {
  private static final Set<String> ROOT = Set.of("model_index.json", "avatar-origin.json");

  private static final Set<String> CONFIGS =
      Set.of("scheduler", "tokenizer", "tokenizer_2", "feature_extractor");

  private static final Set<String> NETS =
      Set.of("text_encoder", "text_encoder_2", "unet", "vae_decoder", "safety_checker");

  private static final String ADAPTERS = "lora";

  /** Weights of other frameworks, and papers; ONNX files may keep theirs under any other name. */
  private static final Pattern OTHERS =
      Pattern.compile(
          ".*\\.(safetensors|bin|msgpack|h5|pb|pt|pth|ckpt|gguf|xml|md|index\\.json|part)");

  private static final Pattern EXTERNAL = Pattern.compile("weights\\.pb|model\\.onnx.*");
  private static final Pattern OTHER_NET = Pattern.compile("(?!model\\.onnx).*\\.onnx.*");

  private NeededFiles() {}

  /**
   * Whether the model needs it.
   *
   * @param path below the model's folder, by slashes
   */
  static boolean needs(String path) {
    int slash = path.indexOf('/');
    if (slash < 0) {
      return ROOT.contains(path);
    }
    String part = path.substring(0, slash);
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (name.startsWith(".")) {
      return false;
    }
    if (CONFIGS.contains(part)) {
      return name.endsWith(".json") || name.equals("merges.txt");
    }
    return NETS.contains(part) ? ofNet(name) : part.equals(ADAPTERS) && ofAdapter(name);
  }

  private static boolean ofNet(String name) {
    return EXTERNAL.matcher(name).matches()
        || !(OTHERS.matcher(name).matches() || OTHER_NET.matcher(name).matches());
  }

  private static boolean ofAdapter(String name) {
    return name.endsWith(".onnx_adapter");
  }
}
