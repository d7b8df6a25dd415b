package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ActiveLorasTest {

  /** All draws without adapters share one object. */
  @Test
  void canBeClosedByManyAtOnceWhereThereAreNone() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> closings = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        closings.add(
            threads.submit(
                () -> {
                  for (int times = 0; times < 200_000; times++) {
                    ActiveLoras.open(List.of()).close();
                  }
                }));
      }
      for (Future<?> closing : closings) {
        assertThat(closing.get()).isNull();
      }
    }
    assertThat(ActiveLoras.open(List.of()).isEmpty()).isTrue();
  }
}
