package io.avatarorigin.origin.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EncodeQueueTest {
  private final EncodeQueue queue = new EncodeQueue("encoder", 1, 3);
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch held = new CountDownLatch(1);
  private final List<String> order = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() {
    held.countDown();
    queue.close();
  }

  @Test
  void encodesSmallPicturesFirstAndEqualOnesInOrder() throws InterruptedException {
    hold();
    List<CompletableFuture<Boolean>> results =
        List.of(
            queue.submit(2048, () -> order.add("large")),
            queue.submit(80, () -> order.add("small")),
            queue.submit(80, () -> order.add("small too")));
    held.countDown();
    results.forEach(CompletableFuture::join);

    assertThat(order).containsExactly("small", "small too", "large");
  }

  @Test
  void refusesWhatDoesNotFit() throws InterruptedException {
    hold();
    for (int i = 0; i < 3; i++) {
      queue.submit(80, () -> order.add("fits"));
    }

    assertThatThrownBy(() -> queue.submit(1, () -> order.add("does not")))
        .isInstanceOf(RejectedExecutionException.class);
  }

  @Test
  void tellsThoseWhoWaitOfAnyError() {
    CompletableFuture<String> result =
        queue.submit(
            80,
            () -> {
              throw new StackOverflowError("test");
            });

    assertThat(result).failsWithin(Duration.ofSeconds(10));
    assertThat(queue.submit(80, () -> "next").join()).isEqualTo("next");
  }

  private void hold() throws InterruptedException {
    queue.submit(
        1,
        () -> {
          running.countDown();
          try {
            held.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return "";
        });
    running.await();
  }
}
