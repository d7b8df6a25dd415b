package io.avatarorigin.diffusion;

import java.util.List;

/**
 * What the UNet is told of one prompt. The arrays are shared, do not change them.
 *
 * @param hidden [tokens, width]
 * @param pooled [width], empty where the model has none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared by value
record TextStates(float[] hidden, float[] pooled) {

  /** Of the same shape and all zero. */
  TextStates zeroed() {
    return new TextStates(new float[hidden.length], new float[pooled.length]);
  }

  /**
   * The states of several encoders side by side, token by token; the pooled ones are the last
   * encoder's, as in diffusers' StableDiffusionXLPipeline.
   */
  static TextStates sideBySide(List<TextStates> parts, int tokens) {
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    int width = parts.stream().mapToInt(part -> part.hidden.length / tokens).sum();
    float[] hidden = new float[tokens * width];
    int left = 0;
    for (TextStates part : parts) {
      int own = part.hidden.length / tokens;
      for (int token = 0; token < tokens; token++) {
        System.arraycopy(part.hidden, token * own, hidden, token * width + left, own);
      }
      left += own;
    }
    return new TextStates(hidden, parts.getLast().pooled);
  }
}
