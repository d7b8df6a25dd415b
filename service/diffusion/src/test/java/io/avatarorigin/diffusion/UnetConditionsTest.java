package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class UnetConditionsTest {

  private static final UnetConditions.Row ROW =
      new UnetConditions.Row(new TextStates(2, new float[4], new float[0]), 1);

  @Test
  void embedsTheScaleByItsSinesThenItsCosines() {
    float[] embedding = ROW.guidanceEmbedding(5);
    assertThat(embedding).containsExactly(new float[] {0, 0, 1, 1, 0}, within(0f));
  }

  @Test
  void tellsTheSizesAsAnUncroppedPicture() {
    assertThat(UnetConditions.of(List.of(ROW), 48, 64).sizes())
        .containsExactly(48, 64, 0, 0, 48, 64);
  }

  @Test
  void statesOfTwoEncodersLieSideBySideForEachToken() {
    TextStates first = new TextStates(2, new float[] {1, 2, 3, 4}, new float[] {9});
    TextStates second = new TextStates(2, new float[] {5, 6}, new float[] {7, 8});
    TextStates both = TextStates.sideBySide(List.of(first, second));
    assertThat(both.hidden()).containsExactly(1, 2, 5, 3, 4, 6);
    assertThat(both.pooled()).containsExactly(7, 8);
  }
}
