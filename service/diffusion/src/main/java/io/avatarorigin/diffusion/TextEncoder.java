package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.text.Emphasis;
import io.avatarorigin.diffusion.text.Prompt;
import io.avatarorigin.diffusion.text.PromptChunk;
import io.avatarorigin.diffusion.text.PromptChunker;
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

  private record Known(Prompt prompt, int chunks) {}

  private final TextNet net;
  private final PromptChunker chunker;
  private final ReentrantLock lock = new ReentrantLock();

  /** The states of the negative prompts used last; guarded by {@link #lock}. */
  private final Map<Known, TextStates> remembered = new LinkedHashMap<>(16, 0.75f, true);

  private TextEncoder(TextNet net, PromptChunker chunker) {
    this.net = net;
    this.chunker = chunker;
  }

  static TextEncoder load(ModelFolder folder, TextRole role, ExecutionOptions execution) {
    int named = TokenizerFiles.length(folder, role.tokenizer()).orElse(CLIP_LENGTH);
    TokenizerFiles.requireEmbeddings(folder, role.tokenizer(), role.encoder());
    TextNet net = TextNet.load(folder, role, execution);
    try {
      int length = net.length().orElse(named);
      return new TextEncoder(
          net, new PromptChunker(TokenizerFiles.read(folder, role.tokenizer(), length)));
    } catch (Throwable e) {
      net.close();
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
   * The states of a prompt: hidden ones [chunks x tokens, width], those of its chunks one after the
   * other, weighted by its emphasis, and the pooled ones of its first chunk.
   *
   * @param chunks how many: a prompt that needs fewer is filled up with empty ones, one that needs
   *     more is cut after the first one's tokens, as diffusers does
   */
  TextStates encode(Prompt prompt, int chunks, ActiveLoras loras) {
    List<PromptChunk> own = chunker.chunks(prompt);
    if (own.size() > chunks) {
      own = List.of(chunker.truncated(prompt));
    }
    TextStates first = encode(own.getFirst(), loras);
    if (chunks == 1) {
      return first;
    }
    int length = first.hidden().length;
    float[] all = Arrays.copyOf(first.hidden(), length * chunks);
    for (int i = 1; i < chunks; i++) {
      TextStates next =
          i < own.size() ? encode(own.get(i), loras) : encodeOften(Prompt.EMPTY, 1, loras);
      System.arraycopy(next.hidden(), 0, all, i * length, length);
    }
    return new TextStates(first.tokens() * chunks, all, first.pooled());
  }

  /**
   * As {@link #encode}, for prompts that come again and again: without adapters the last few are
   * remembered.
   */
  TextStates encodeOften(Prompt prompt, int chunks, ActiveLoras loras) {
    if (!loras.isEmpty()) {
      return encode(prompt, chunks, loras);
    }
    Known key = new Known(prompt, chunks);
    lock.lock();
    try {
      TextStates known = remembered.get(key);
      if (known != null) {
        return known;
      }
    } finally {
      lock.unlock();
    }
    TextStates states = encode(prompt, chunks, loras);
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
  TextStates trialStates() {
    try {
      return encodeOften(Prompt.EMPTY, 1, ActiveLoras.NONE);
    } catch (DrawFailedException e) {
      throw net.model().fault("cannot encode the empty prompt", e);
    }
  }

  /** How many tokens a chunk has, begin and end included. */
  int length() {
    return chunker.empty().ids().length;
  }

  ModelPart about() {
    return net.model().about();
  }

  @Override
  public void close() {
    net.close();
  }

  /** In a run of its own, so that a chunk has the same states in any company. */
  private TextStates encode(PromptChunk chunk, ActiveLoras loras) {
    TextStates states = net.encode(chunk.ids(), loras);
    float[] weighed = Emphasis.apply(states.hidden(), chunk.weights());
    for (float value : weighed) {
      if (!Float.isFinite(value)) {
        throw new InvalidDrawException("the weights of the prompt are beyond what can be computed");
      }
    }
    return new TextStates(states.tokens(), weighed, states.pooled());
  }
}
