package io.avatarorigin.diffusion;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoraAdapter;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The adapters of one net while a draw runs. For one thread. */
final class ActiveLoras implements AutoCloseable {

  static final ActiveLoras NONE = new ActiveLoras(null);

  private final OrtSession.@Nullable RunOptions options;
  private final List<OrtLoraAdapter> adapters = new ArrayList<>();

  private ActiveLoras(OrtSession.@Nullable RunOptions options) {
    this.options = options;
  }

  static ActiveLoras open(List<LoraPlan.Weighted> plan) {
    if (plan.isEmpty()) {
      return NONE;
    }
    try {
      OrtSession.RunOptions options = new OrtSession.RunOptions();
      ActiveLoras active = new ActiveLoras(options);
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
    adapters.clear();
  }
}
