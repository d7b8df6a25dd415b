package io.avatarorigin.diffusion.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FairQueueTest {
  private static final BiPredicate<String, String> NEVER = (_, _) -> false;
  private static final BiPredicate<String, String> SAME_KIND =
      (one, other) -> one.charAt(0) == other.charAt(0);

  private final FairQueue<String> queue = new FairQueue<>(6, _ -> {});

  @Test
  void servesClientsInTurnsAndEachInOrder() throws InterruptedException {
    offer("many", "m1", "m2", "m3");
    offer("few", "f1");
    offer("two", "t1", "t2");

    assertThat(takeAllOneByOne()).containsExactly("m1", "f1", "t1", "m2", "t2", "m3");
  }

  @Test
  void tellsAtOnceWhatWasTaken() throws InterruptedException {
    List<String> taken = new ArrayList<>();
    FairQueue<String> told = new FairQueue<>(6, taken::add);
    told.offer("one", "a1");
    told.offer("one", "b1");
    told.offer("two", "a2");

    told.take(
        3,
        (one, other) -> {
          assertThat(taken).first().isEqualTo("a1");
          return SAME_KIND.test(one, other);
        },
        Duration.ZERO);

    assertThat(taken).containsExactly("a1", "a2");
  }

  @Test
  void refusesWhatIsTooMuch() {
    offer("one", "1", "2", "3", "4", "5", "6");

    assertThat(queue.offer("other", "7")).isFalse();
    assertThat(queue.size()).isEqualTo(6);
  }

  @Test
  void takesTogetherWhatFitsInTurns() throws InterruptedException {
    offer("many", "a1", "b1", "a2", "a3");
    offer("few", "a4", "b2");

    assertThat(queue.take(3, SAME_KIND, Duration.ZERO)).containsExactly("a1", "a4", "a2");
    assertThat(queue.take(3, SAME_KIND, Duration.ZERO)).containsExactly("b2", "b1");
    assertThat(queue.take(3, SAME_KIND, Duration.ZERO)).containsExactly("a3");
  }

  @Test
  void waitsForCompanyOnlyInCompany() throws Exception {
    offer("one", "a1");
    assertThat(queue.take(3, SAME_KIND, Duration.ofDays(1))).containsExactly("a1");

    offer("one", "a2", "a3");
    try (ExecutorService taker = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<String>> taken = taker.submit(() -> queue.take(3, SAME_KIND, Duration.ofDays(1)));
      offer("other", "a4");
      assertThat(taken.get()).containsExactlyInAnyOrder("a2", "a3", "a4");
    }
  }

  @Test
  void doesNotWaitLongerThanTheWindow() throws InterruptedException {
    offer("one", "a1", "a2");

    assertThat(queue.take(3, SAME_KIND, Duration.ofMillis(1))).containsExactly("a1", "a2");
  }

  @Test
  void tellsHowManyAreAhead() throws InterruptedException {
    offer("many", "m1", "m2", "m3");
    offer("few", "f1");
    offer("two", "t1", "t2");

    List<String> order = List.of("m1", "f1", "t1", "m2", "t2", "m3");
    for (String item : order) {
      String client = item.startsWith("m") ? "many" : item.startsWith("f") ? "few" : "two";
      assertThat(queue.ahead(client, item)).as(item).hasValue(order.indexOf(item));
    }
    assertThat(queue.take(1, NEVER, Duration.ZERO)).containsExactly("m1");
    assertThat(queue.ahead("many", "m1")).isEmpty();
    assertThat(queue.ahead("few", "f1")).hasValue(0);
  }

  @Test
  void givesBackWhatHasNotBeenTaken() throws InterruptedException {
    offer("one", "1", "2");

    assertThat(queue.remove("one", "1")).isTrue();
    assertThat(queue.remove("one", "1")).isFalse();
    assertThat(queue.remove("nobody", "1")).isFalse();
    assertThat(takeAllOneByOne()).containsExactly("2");
  }

  @Test
  void handsBackWhatWaitsWhenItCloses() throws Exception {
    try (ExecutorService takers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<String>> waiting = takers.submit(() -> queue.take(1, NEVER, Duration.ZERO));
      offer("one", "1");
      assertThat(waiting.get()).containsExactly("1");
      Future<List<String>> other = takers.submit(() -> queue.take(1, NEVER, Duration.ZERO));
      queue.close();
      assertThat(other.get()).isEmpty();
    }
    FairQueue<String> full = new FairQueue<>(2, _ -> {});
    full.offer("one", "1");
    assertThat(full.close()).containsExactly("1");
    assertThat(full.offer("one", "2")).isFalse();
    assertThat(full.take(1, NEVER, Duration.ZERO)).isEmpty();
  }

  @Test
  void servesEveryItemOnceToManyTakers() throws Exception {
    FairQueue<String> large = new FairQueue<>(10_000, _ -> {});
    Queue<String> taken = new ConcurrentLinkedQueue<>();
    CountDownLatch left = new CountDownLatch(4000);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 4; i++) {
        threads.submit(() -> takeUntilClosed(large, taken, left));
      }
      for (int i = 0; i < 4000; i++) {
        assertThat(large.offer("client-" + i % 7, "a" + i)).isTrue();
      }
      left.await();
      assertThat(large.close()).isEmpty();
    }
    assertThat(taken).hasSize(4000).doesNotHaveDuplicates();
  }

  private static Void takeUntilClosed(
      FairQueue<String> queue, Queue<String> taken, CountDownLatch left)
      throws InterruptedException {
    while (true) {
      List<String> some = queue.take(3, SAME_KIND, Duration.ZERO);
      if (some.isEmpty()) {
        return null;
      }
      taken.addAll(some);
      some.forEach(_ -> left.countDown());
    }
  }

  private void offer(String client, String... items) {
    for (String item : items) {
      assertThat(queue.offer(client, item)).isTrue();
    }
  }

  private List<String> takeAllOneByOne() throws InterruptedException {
    List<String> taken = new ArrayList<>();
    while (queue.size() > 0) {
      taken.addAll(queue.take(1, NEVER, Duration.ZERO));
    }
    return taken;
  }
}
