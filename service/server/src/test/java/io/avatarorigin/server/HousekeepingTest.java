package io.avatarorigin.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
  private static final Duration SOON = Duration.ofMillis(1);

  @Test
  void doesAChoreAgainAfterAnError() throws InterruptedException {
    CountDownLatch times = new CountDownLatch(3);
    try (Housekeeping housekeeping = Housekeeping.start()) {
      housekeeping.every(
          SOON,
          () -> {
            times.countDown();
            throw new OutOfMemoryError("as it seems");
          });

      assertThat(times.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void doesAChoreWhileTheOtherTakesLong() throws InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch times = new CountDownLatch(3);
    try (Housekeeping housekeeping = Housekeeping.start()) {
      housekeeping.every(
          SOON,
          () -> {
            begun.countDown();
            try {
              never.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      housekeeping.every(SOON, times::countDown);

      assertThat(times.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
