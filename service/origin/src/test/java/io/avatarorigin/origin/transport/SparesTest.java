package io.avatarorigin.origin.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparesTest {
  private final Spares spares = new Spares(2, 100);

  @Test
  void lendsWhatWasGivenBack() {
    byte[] first = spares.take(10);
    spares.giveBack(first);

    assertThat(spares.take(10)).isSameAs(first).hasSize(100);
  }

  @Test
  void neverLendsAnArrayTwiceAtATime() {
    assertThat(spares.take(10)).isNotSameAs(spares.take(10));
  }

  @Test
  void makesArraysOfJustTheLengthNeededWhenAllAreLent() {
    byte[] first = spares.take(10);
    byte[] second = spares.take(10);

    byte[] third = spares.take(10);
    assertThat(third).hasSize(10);
    assertThat(spares.take(1000)).hasSize(100);
    spares.giveBack(third);
    spares.giveBack(second);
    spares.giveBack(first);
    assertThat(spares.take(10)).hasSize(100);
    assertThat(spares.take(10)).hasSize(100);
    assertThat(spares.take(10)).hasSize(10);
  }
}
