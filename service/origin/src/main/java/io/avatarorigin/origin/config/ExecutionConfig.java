package io.avatarorigin.origin.config;

import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.ListKind;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.util.List;

/**
 * What the embedded engine's model runs on.
 *
 * @param providers ONNX Runtime's execution providers, best first; default cpu
 * @param threads threads for one draw on the processor, 1 to 256; default 1
 */
public record ExecutionConfig(List<String> providers, int threads) {
  static final Setting<List<String>> PROVIDERS =
      new Setting<>(
          "engine.providers",
          new ListKind<>(
              Kinds.text(
                  "cpu, cuda[:DEVICE] or tensorrt[:DEVICE]", "cpu|(cuda|tensorrt)(:[0-9]{1,3})?")),
          "cpu",
          "What shall run the model, best first. What cannot be had is left out and named in the"
              + " log, so put cpu last to fall back to it. The build that is shipped has cpu alone.");
  static final Setting<Integer> THREADS =
      new Setting<>(
          "engine.threads",
          Kinds.integer(1, 256, "threads"),
          "1",
          "Threads that share the work of one draw on the processor. More than 1 is worth it where"
              + " fewer pictures are drawn at once than there are cores.");
  static final List<Setting<?>> SETTINGS = List.of(PROVIDERS, THREADS);

  public ExecutionConfig {
    providers = List.copyOf(providers);
  }

  static ExecutionConfig create(Values values) {
    List<String> named = values.get(PROVIDERS);
    return new ExecutionConfig(
        named.isEmpty() ? List.of(PROVIDERS.standard()) : named, values.get(THREADS));
  }
}
