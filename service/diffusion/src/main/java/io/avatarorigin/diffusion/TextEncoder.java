package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.text.ClipTokenizer;
import io.avatarorigin.diffusion.text.LoraTags;
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

  private final TextNet net;
  private final ClipTokenizer tokenizer;
  private final ReentrantLock lock = new ReentrantLock();

  /** The states of the negative prompts used last; guarded by {@link #lock}. */
  private final Map<String, TextStates> remembered = new LinkedHashMap<>(16, 0.75f, true);

  private TextEncoder(TextNet net, ClipTokenizer tokenizer) {
    this.net = net;
    this.tokenizer = tokenizer;
  }

  static TextEncoder load(ModelFolder folder, TextRole role, ExecutionOptions execution) {
    int named = TokenizerFiles.length(folder, role.tokenizer()).orElse(CLIP_LENGTH);
    TextNet net = TextNet.load(folder, role, execution);
    try {
      int length = net.length().orElse(named);
      return new TextEncoder(net, TokenizerFiles.read(folder, role.tokenizer(), length));
    } catch (Throwable e) {
      net.close();
      throw e;
    }
  }

  /** The states of a prompt without its LoRA tags. */
  TextStates encode(String prompt) {
    return net.encode(tokenizer.encode(LoraTags.removedFrom(prompt)));
  }

  /** As {@link #encode}, for prompts that come again and again: the last few are remembered. */
  TextStates encodeOften(String prompt) {
    lock.lock();
    try {
      TextStates known = remembered.get(prompt);
      if (known != null) {
        return known;
      }
    } finally {
      lock.unlock();
    }
    TextStates states = encode(prompt);
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
  TextStates trialStates() {
    try {
      return encodeOften("");
    } catch (DrawFailedException e) {
      throw net.model().fault("cannot encode the empty prompt", e);
    }
  }

  /** How many identifiers a prompt gives. */
  int length() {
    return tokenizer.length();
  }

  ModelPart about() {
    return net.model().about();
  }

  @Override
  public void close() {
    net.close();
  }
}
