package io.avatarorigin.diffusion;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.avatarorigin.diffusion.text.ClipTokenizer;
import io.avatarorigin.diffusion.text.LoraTags;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tokenizer and text encoder: from a prompt to the hidden states that the UNet attends to. Safe for
 * use by several threads.
 */
final class TextEncoder implements AutoCloseable {

  private static final int CLIP_LENGTH = 77;
  private static final int REMEMBERED = 8;

  private final OnnxModel model;
  private final OnnxModel.Slot input;
  private final OnnxModel.Slot output;
  private final ClipTokenizer tokenizer;
  private final ReentrantLock lock = new ReentrantLock();

  /** The states of the negative prompts used last; guarded by {@link #lock}. */
  private final Map<String, float[]> remembered = new LinkedHashMap<>(16, 0.75f, true);

  private TextEncoder(
      OnnxModel model, OnnxModel.Slot input, OnnxModel.Slot output, ClipTokenizer tokenizer) {
    this.model = model;
    this.input = input;
    this.output = output;
    this.tokenizer = tokenizer;
  }

  static TextEncoder load(ModelFolder folder, ExecutionOptions execution) {
    int named = TokenizerFiles.length(folder).orElse(CLIP_LENGTH);
    OnnxModel model = OnnxModel.load(folder, "text_encoder", execution);
    try {
      OnnxModel.Slot input = identifiers(model);
      int length = input.shape()[1] > 0 ? (int) input.shape()[1] : named;
      return new TextEncoder(
          model, input, model.output("last_hidden_state"), TokenizerFiles.read(folder, length));
    } catch (Throwable e) {
      model.close();
      throw e;
    }
  }

  /** The hidden states of a prompt, [tokens, width], without its LoRA tags. */
  float[] encode(String prompt) {
    int[] ids = tokenizer.encode(LoraTags.removedFrom(prompt));
    try (OnnxTensor tensor = identifiers(ids);
        OrtSession.Result result = model.run(Map.of(input.name(), tensor), output)) {
      FloatBuffer states = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] values = new float[states.remaining()];
      states.get(values);
      Finite.require(values, "the text encoder's output");
      return values;
    } catch (OrtException e) {
      throw new DrawFailedException("the text encoder failed: " + e.getMessage(), e);
    }
  }

  /**
   * As {@link #encode}, for prompts that come again and again: the last few are remembered. The
   * array is shared, do not change it.
   */
  float[] encodeOften(String prompt) {
    lock.lock();
    try {
      float[] known = remembered.get(prompt);
      if (known != null) {
        return known;
      }
    } finally {
      lock.unlock();
    }
    float[] states = encode(prompt);
    lock.lock();
    try {
      remembered.put(prompt, states);
      if (remembered.size() > REMEMBERED) {
        remembered.remove(remembered.keySet().iterator().next());
      }
      return states;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The states of the empty prompt, asked for while the model is loaded.
   *
   * @throws ModelException when the encoder does not work
   */
  float[] trialStates() {
    try {
      return encodeOften("");
    } catch (DrawFailedException e) {
      throw model.fault("cannot encode the empty prompt", e);
    }
  }

  /** How many identifiers a prompt gives. */
  int length() {
    return tokenizer.length();
  }

  @Override
  public void close() {
    model.close();
  }

  private OnnxTensor identifiers(int[] ids) throws OrtException {
    long[] shape = {1, ids.length};
    if (input.type() == OnnxJavaType.INT32) {
      return OnnxTensor.createTensor(model.environment(), IntBuffer.wrap(ids), shape);
    }
    long[] wide = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      wide[i] = ids[i];
    }
    return OnnxTensor.createTensor(model.environment(), LongBuffer.wrap(wide), shape);
  }

  private static OnnxModel.Slot identifiers(OnnxModel model) {
    OnnxModel.Slot input = model.inputs().getFirst();
    boolean whole = input.type() == OnnxJavaType.INT32 || input.type() == OnnxJavaType.INT64;
    if (!whole || input.shape().length != 2) {
      throw model.fault(
          "input " + input.name() + " must be int32 or int64 token identifiers [batch, tokens]");
    }
    if (!input.takes(0, 1)) {
      throw model.fault("must take a batch of 1; export it with dynamic axes");
    }
    model.refuseOtherInputs(input);
    return input;
  }
}
