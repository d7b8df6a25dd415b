package io.avatarorigin.diffusion.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class EmphasisTest {

  @Test
  void givesTheMeanBack() {
    float[] states = {1, 2, 3, 4, 5, 7};
    float[] weighed = Emphasis.apply(states, new float[] {1, 2, 0.5f});
    assertThat(mean(weighed)).isCloseTo(mean(states), within(1e-6));
    assertThat(weighed[2] / weighed[0]).isCloseTo(2 * 3f, within(1e-5f));
    assertThat(weighed[4] / weighed[0]).isCloseTo(0.5f * 5, within(1e-5f));
  }

  @Test
  void leavesPlainStatesAsTheyAre() {
    float[] states = {1, 2, 3, 4};
    assertThat(Emphasis.apply(states, new float[] {1, 1})).isSameAs(states);
  }

  @Test
  void leavesAMeanOfZeroAlone() {
    float[] weighed = Emphasis.apply(new float[] {1, 2, 3, 4}, new float[] {0, 0});
    assertThat(weighed).containsExactly(0, 0, 0, 0);
  }

  @Test
  void refusesStatesOfOtherTokens() {
    assertThatThrownBy(() -> Emphasis.apply(new float[5], new float[2]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("5 states cannot be those of 2 tokens");
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
