package io.avatarorigin.diffusion;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoraAdapter;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The adapters of one net while a draw runs. For one thread. */
final class ActiveLoras implements AutoCloseable {

  /** Shared by all draws without adapters, so nothing of it may change. */
  static final ActiveLoras NONE = new ActiveLoras(null, List.of());

  private final OrtSession.@Nullable RunOptions options;
  private final List<OrtLoraAdapter> adapters;

  private ActiveLoras(OrtSession.@Nullable RunOptions options, List<OrtLoraAdapter> adapters) {
    this.options = options;
    this.adapters = adapters;
  }

  static ActiveLoras open(List<LoraPlan.Weighted> plan) {
    if (plan.isEmpty()) {
      return NONE;
    }
    try {
      OrtSession.RunOptions options = new OrtSession.RunOptions();
      ActiveLoras active = new ActiveLoras(options, new ArrayList<>());
      try {
        for (LoraPlan.Weighted lora : plan) {
          OrtLoraAdapter adapter = OrtLoraAdapter.create(lora.file().scaled(lora.weight()));
          active.adapters.add(adapter);
          options.addActiveLoraAdapter(adapter);
        }
        return active;
      } catch (Throwable e) {
        active.close();
        throw e;
      }
    } catch (OrtException e) {
      throw new DrawFailedException("a LoRA adapter cannot be used: " + e.getMessage(), e);
    }
  }

  boolean isEmpty() {
    return adapters.isEmpty();
  }

  /** What a run takes to have them; null, which a run takes too, where there are none. */
  OrtSession.@Nullable RunOptions options() {
    return options;
  }

  @Override
  public void close() {
    if (options != null) {
      options.close();
    }
    adapters.forEach(OrtLoraAdapter::close);
  }
}
