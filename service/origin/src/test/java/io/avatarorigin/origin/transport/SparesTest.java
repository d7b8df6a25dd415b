package io.avatarorigin.origin.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SparesTest {
  private final Spares spares = new Spares(2, 100);

  @Test
  void lendsWhatWasGivenBack() {
    byte[] first = spares.take();
    spares.giveBack(first);

    assertThat(spares.take()).isSameAs(first).hasSize(100);
  }

  @Test
  void neverLendsAnArrayTwiceAtATime() {
    assertThat(spares.take()).isNotSameAs(spares.take());
  }

  @Test
  void lendsNoMoreThanItKeeps() {
    byte[] first = spares.take();
    byte[] second = spares.take();

    assertThat(spares.take()).isNull();
    spares.giveBack(second);
    spares.giveBack(first);
    assertThat(spares.take()).hasSize(100);
    assertThat(spares.take()).hasSize(100);
    assertThat(spares.take()).isNull();
  }
}
