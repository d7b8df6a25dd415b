package io.avatarorigin.diffusion;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.avatarorigin.diffusion.text.Emphasis;
import io.avatarorigin.diffusion.text.Prompt;
import io.avatarorigin.diffusion.text.PromptChunk;
import io.avatarorigin.diffusion.text.PromptChunker;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tokenizer and text encoder: from a prompt to the hidden states that the UNet attends to. Safe for
 * use by several threads.
 */
final class TextEncoder implements AutoCloseable {

  private static final int CLIP_LENGTH = 77;
  private static final int REMEMBERED = 8;
  private static final int MOST_CHUNKS = 16;
  private static final Prompt EMPTY = Prompt.parse("");

  private record Known(Prompt prompt, int chunks) {}

  private final OnnxModel model;
  private final OnnxModel.Slot input;
  private final OnnxModel.Slot output;
  private final PromptChunker chunker;
  private final ReentrantLock lock = new ReentrantLock();

  /** The states of the negative prompts used last; guarded by {@link #lock}. */
  private final Map<Known, float[]> remembered = new LinkedHashMap<>(16, 0.75f, true);

  private TextEncoder(
      OnnxModel model, OnnxModel.Slot input, OnnxModel.Slot output, PromptChunker chunker) {
    this.model = model;
    this.input = input;
    this.output = output;
    this.chunker = chunker;
  }

  static TextEncoder load(ModelFolder folder, ExecutionOptions execution) {
    int named = TokenizerFiles.length(folder).orElse(CLIP_LENGTH);
    OnnxModel model = OnnxModel.load(folder, "text_encoder", execution);
    try {
      OnnxModel.Slot input = identifiers(model);
      int length = input.shape()[1] > 0 ? (int) input.shape()[1] : named;
      PromptChunker chunker = new PromptChunker(TokenizerFiles.read(folder, length));
      return new TextEncoder(model, input, model.output("last_hidden_state"), chunker);
    } catch (Throwable e) {
      model.close();
      throw e;
    }
  }

  /**
   * How many chunks of {@link #length()} tokens a prompt needs, at least 1.
   *
   * @throws InvalidDrawException when they are too many
   */
  int chunks(Prompt prompt) {
    int chunks = chunker.chunks(prompt).size();
    if (chunks > MOST_CHUNKS) {
      throw new InvalidDrawException(
          "the prompt needs %d chunks of %d tokens, more than the %d that are drawn; shorten it"
              .formatted(chunks, chunker.room(), MOST_CHUNKS));
    }
    return chunks;
  }

  /**
   * The hidden states of a prompt, [chunks x tokens, width], those of its chunks one after the
   * other, weighted by its emphasis.
   *
   * @param chunks how many: a prompt that needs fewer is filled up with empty ones, one that needs
   *     more is cut after the first one's tokens, as diffusers does
   */
  float[] encode(Prompt prompt, int chunks, ActiveLoras loras) {
    List<PromptChunk> own = chunker.chunks(prompt);
    if (own.size() > chunks) {
      own = List.of(chunker.truncated(prompt));
    }
    float[] first = encode(own.getFirst(), loras);
    float[] all = Arrays.copyOf(first, first.length * chunks);
    for (int i = 1; i < chunks; i++) {
      float[] next = i < own.size() ? encode(own.get(i), loras) : encodeOften(EMPTY, 1, loras);
      System.arraycopy(next, 0, all, i * first.length, next.length);
    }
    return all;
  }

  /**
   * As {@link #encode}, for prompts that come again and again: without adapters the last few are
   * remembered. The array is shared, do not change it.
   */
  float[] encodeOften(Prompt prompt, int chunks, ActiveLoras loras) {
    if (!loras.isEmpty()) {
      return encode(prompt, chunks, loras);
    }
    Known key = new Known(prompt, chunks);
    lock.lock();
    try {
      float[] known = remembered.get(key);
      if (known != null) {
        return known;
      }
    } finally {
      lock.unlock();
    }
    float[] states = encode(prompt, chunks, loras);
    lock.lock();
    try {
      remembered.put(key, states);
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
      return encodeOften(EMPTY, 1, ActiveLoras.NONE);
    } catch (DrawFailedException e) {
      throw model.fault("cannot encode the empty prompt", e);
    }
  }

  /** How many tokens a chunk has, begin and end included. */
  int length() {
    return chunker.empty().ids().length;
  }

  @Override
  public void close() {
    model.close();
  }

  /** [tokens, width], in a run of its own, so that a chunk has the same states in any company. */
  private float[] encode(PromptChunk chunk, ActiveLoras loras) {
    try (OnnxTensor tensor = identifiers(chunk.ids());
        OrtSession.Result result = model.run(Map.of(input.name(), tensor), output, loras)) {
      FloatBuffer states = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] values = new float[states.remaining()];
      states.get(values);
      Finite.require(values, "the text encoder's output");
      float[] weighed = Emphasis.apply(values, chunk.weights());
      requireSensible(weighed);
      return weighed;
    } catch (OrtException e) {
      throw new DrawFailedException("the text encoder failed: " + e.getMessage(), e);
    }
  }

  private static void requireSensible(float[] weighed) {
    for (float value : weighed) {
      if (!Float.isFinite(value)) {
        throw new InvalidDrawException("the weights of the prompt are beyond what can be computed");
      }
    }
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
