package io.avatarorigin.diffusion;

import java.util.List;

/**
 * What the UNet is told of one prompt. The arrays are shared, do not change them.
 *
 * @param tokens how many there are of the prompt
 * @param hidden [tokens, width]
 * @param pooled [width], empty where the model has none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by value
record TextStates(int tokens, float[] hidden, float[] pooled) {

  /** How wide the hidden states are. */
  int width() {
    return hidden.length / tokens;
  }

  /** Of the same shape and all zero. */
  TextStates zeroed() {
    return new TextStates(tokens, new float[hidden.length], new float[pooled.length]);
  }

  /**
   * The states of several encoders side by side, token by token; the pooled ones are the last
   * encoder's, as in diffusers' StableDiffusionXLPipeline.
   */
  static TextStates sideBySide(List<TextStates> parts) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    int tokens = parts.getFirst().tokens;
    int width = parts.stream().mapToInt(TextStates::width).sum();
    float[] hidden = new float[tokens * width];
    int left = 0;
    for (TextStates part : parts) {
      int own = part.width();
      for (int token = 0; token < tokens; token++) {
        System.arraycopy(part.hidden, token * own, hidden, token * width + left, own);
      }
      left += own;
    }
    return new TextStates(tokens, hidden, parts.getLast().pooled);
  }
}
