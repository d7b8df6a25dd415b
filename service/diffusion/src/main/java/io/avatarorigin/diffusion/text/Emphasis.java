package io.avatarorigin.diffusion.text;

/** Weighs tokens by scaling their hidden states: AUTOMATIC1111's "Original" emphasis. */
public final class Emphasis {

  private Emphasis() {}

  /**
   * Multiplies each token's states by its weight, then all by one factor that gives the mean over
   * the chunk back. A mean that becomes zero, of which no factor makes another one, stays.
   *
   * @param states [tokens, width], not changed
   * @param weights [tokens]
   * @return {@code states} itself where all weights are 1
   * @throws IllegalArgumentException when the states cannot be shared out among as many tokens
   */
  public static float[] apply(float[] states, float[] weights) {
    if (states.length % weights.length != 0) {
      throw new IllegalArgumentException(
          states.length + " states cannot be those of " + weights.length + " tokens");
    }
    if (isPlain(weights)) {
      return states;
    }
    int width = states.length / weights.length;
    float[] weighed = new float[states.length];
    double before = 0;
    double after = 0;
    for (int i = 0; i < states.length; i++) {
      weighed[i] = states[i] * weights[i / width];
      before += states[i];
      after += weighed[i];
    }
    float factor = after == 0 ? 1 : (float) (before / after);
    for (int i = 0; i < weighed.length; i++) {
      weighed[i] *= factor;
    }
    return weighed;
  }

  private static boolean isPlain(float[] weights) {
    for (float weight : weights) {
      if (weight != 1) {
        return false;
      }
    }
    return true;
  }
}
