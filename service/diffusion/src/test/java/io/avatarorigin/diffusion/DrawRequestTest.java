package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawRequestTest {

  @ParameterizedTest
  @CsvSource({
    "0, 7, 64, 64, steps must be at least 1",
    "4, NaN, 64, 64, guidanceScale must be a number",
    "4, -1, 64, 64, guidanceScale must be a number",
    "4, Infinity, 64, 64, guidanceScale must be a number",
    "4, 7, 0, 64, width must be 1 to 8192 pixels",
    "4, 7, 64, 8193, height must be 1 to 8192 pixels"
  })
  void refusesWhatCannotBeDrawn(
      int steps, double guidanceScale, int width, int height, String problem) {
    assertThatThrownBy(() -> request(steps, guidanceScale, width, height))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(problem);
  }

  @Test
  void isGuidedAboveOneOnly() {
    assertThat(request(4, 1, 64, 64).guided()).isFalse();
    assertThat(request(4, 1.01, 64, 64).guided()).isTrue();
  }

  @Test
  void pictureHoldsThreeBytesAPixel() {
    assertThatThrownBy(() -> new Picture(2, 2, new byte[11]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rgb must hold 12 bytes, not 11");
  }

  private static DrawRequest request(int steps, double guidanceScale, int width, int height) {
    return new DrawRequest(
        "", "", 0, steps, guidanceScale, width, height, SchedulerChoice.parse("DPM++ 2M"));
  }
}
