package io.avatarorigin.origin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.engine.EngineException.Trouble;
import io.avatarorigin.vocabulary.Hash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrawQueueTest {
  private final FakeEngine engine = new FakeEngine();
  private final BlockingQueue<DrawResult> results = new LinkedBlockingQueue<>();
  private final List<DrawResult> heard = Collections.synchronizedList(new ArrayList<>());
  private final List<Trouble> retries = Collections.synchronizedList(new ArrayList<>());
  private final DrawQueue queue =
      FakeEngine.queue(
          engine,
          1,
          new DrawQueueSettings(2, 2),
          new DrawListener() {
            @Override
            public void finished(DrawResult result, Duration duration) {
              heard.add(result);
            }

            @Override
            public void retried(Trouble trouble) {
              retries.add(trouble);
            }
          });

  @AfterEach
  void close() {
    engine.release();
    queue.close();
  }

  @Test
  void drawsWhatIsSubmitted() throws InterruptedException {
    queue.submit(recipe(7), DrawWatch.NONE, results::add);

    assertThat(result())
        .isInstanceOfSatisfying(
            DrawResult.Drawn.class,
            drawn ->
                assertThat(drawn.raster().rgb()).isEqualTo(FakeEngine.picture(recipe(7)).rgb()));
    assertThat(heard).hasSize(1);
  }

  @Test
  void refusesWhatDoesNotFit() throws InterruptedException {
    engine.held();
    assertThat(queue.submit(recipe(1), DrawWatch.NONE, results::add)).isPresent();
    engine.awaitFirstDraw();
    assertThat(queue.submit(recipe(2), DrawWatch.NONE, results::add)).isPresent();
    assertThat(queue.submit(recipe(3), DrawWatch.NONE, results::add)).isPresent();

    assertThat(queue.submit(recipe(4), DrawWatch.NONE, results::add)).isEmpty();
    assertThat(queue.waiting()).isEqualTo(2);
    assertThat(queue.running()).isEqualTo(1);
    assertThat(queue.expectedWait()).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void keepsDrawsWaitingWhereNobodyDraws() throws InterruptedException {
    try (DrawQueue idle =
        new DrawQueue(new Stations(), new DrawQueueSettings(2, 1), (result, duration) -> {})) {
      assertThat(idle.submit(recipe(1), DrawWatch.NONE, results::add)).isPresent();
      assertThat(idle.submit(recipe(2), DrawWatch.NONE, results::add)).isPresent();

      assertThat(idle.submit(recipe(3), DrawWatch.NONE, results::add)).isEmpty();
      assertThat(idle.waiting()).isEqualTo(2);
      assertThat(idle.running()).isZero();
      assertThat(idle.expectedWait()).isEqualTo(Duration.ofMinutes(1));
      assertThat(idle.drain(Duration.ZERO)).isTrue();
      assertThat(result()).isInstanceOf(DrawResult.Cancelled.class);
      assertThat(result()).isInstanceOf(DrawResult.Cancelled.class);
    }
  }

  @Test
  void triesAgainWhenTheEngineFails() throws InterruptedException {
    engine.failsNext();
    queue.submit(recipe(1), DrawWatch.NONE, results::add);

    assertThat(result()).isInstanceOf(DrawResult.Drawn.class);
    assertThat(engine.begun()).isEqualTo(2);
  }

  @Test
  void failsWhenAllAttemptsDo() throws InterruptedException {
    engine.failsNext().failsNext();
    queue.submit(recipe(1), DrawWatch.NONE, results::add);

    assertThat(result()).isEqualTo(new DrawResult.Failed("out of paint"));
    assertThat(engine.begun()).isEqualTo(2);
  }

  @Test
  void drawsOnAfterAnErrorThatNobodyForesaw() throws InterruptedException {
    engine.next(
        () -> {
          throw new IllegalStateException("a bug");
        });
    queue.submit(recipe(1), DrawWatch.NONE, results::add);
    queue.submit(recipe(2), DrawWatch.NONE, results::add);

    assertThat(List.of(result(), result()))
        .hasAtLeastOneElementOfType(DrawResult.Failed.class)
        .hasAtLeastOneElementOfType(DrawResult.Drawn.class);
  }

  @Test
  void doesNotRepeatWhatIsRefused() throws InterruptedException {
    engine.next(() -> new Drawing.Refused("not a face"));
    queue.submit(recipe(1), DrawWatch.NONE, results::add);

    assertThat(result()).isEqualTo(new DrawResult.Refused("not a face"));
    assertThat(engine.begun()).isEqualTo(1);
  }

  @Test
  void takesBackWhatHasNotBegun() throws InterruptedException {
    engine.held();
    queue.submit(recipe(1), DrawWatch.NONE, results::add);
    engine.awaitFirstDraw();
    DrawQueue.Ticket waiting = queue.submit(recipe(2), DrawWatch.NONE, results::add).orElseThrow();

    waiting.cancel();

    assertThat(result()).isInstanceOf(DrawResult.Cancelled.class);
    engine.release();
    assertThat(result()).isInstanceOf(DrawResult.Drawn.class);
    assertThat(engine.begun()).isEqualTo(1);
  }

  @Test
  void doesNotTakeBackWhatHasBegun() throws InterruptedException {
    engine.held();
    DrawQueue.Ticket running = queue.submit(recipe(1), DrawWatch.NONE, results::add).orElseThrow();
    engine.awaitFirstDraw();

    running.cancel();
    engine.release();

    assertThat(result()).isInstanceOf(DrawResult.Drawn.class);
  }

  @Test
  void finishesWhatRunsAndGivesUpTheRestWhenDrained() throws InterruptedException {
    engine.held();
    queue.submit(recipe(1), DrawWatch.NONE, results::add);
    engine.awaitFirstDraw();
    queue.submit(recipe(2), DrawWatch.NONE, results::add);

    Thread draining = Thread.ofVirtual().start(() -> queue.drain(Duration.ofMinutes(1)));
    assertThat(result()).isInstanceOf(DrawResult.Cancelled.class);
    assertThat(queue.isClosing()).isTrue();
    assertThat(queue.submit(recipe(3), DrawWatch.NONE, results::add)).isEmpty();
    engine.release();
    draining.join();

    assertThat(result()).isInstanceOf(DrawResult.Drawn.class);
  }

  @Test
  void drawsWhatOneLostAtAnother() throws InterruptedException {
    FakeEngine other = new FakeEngine();
    Stations two = new Stations();
    two.open(Station.remote("other", other, 1));
    two.open(Station.remote("losing", engine, 1));
    engine.held().next(DrawQueueTest::lose);
    try (DrawQueue dispatching = queue(two, 2)) {
      dispatching.submit(recipe(1), DrawWatch.NONE, results::add);
      engine.awaitFirstDraw();
      engine.release();

      assertThat(result()).isInstanceOf(DrawResult.Drawn.class);
      assertThat(other.begun()).isEqualTo(1);
    }
  }

  @Test
  void drawsWhatWasLostBeforeWhatCameLater() throws InterruptedException {
    List<Long> drawn = Collections.synchronizedList(new ArrayList<>());
    engine.held().next(DrawQueueTest::lose);
    for (long seed : List.of(1L, 2L)) {
      engine.until(
          recipe(seed).hash(),
          () -> {
            drawn.add(seed);
            return CompletableFuture.completedFuture(null);
          });
    }
    queue.submit(recipe(1), DrawWatch.NONE, results::add);
    engine.awaitFirstDraw();
    queue.submit(recipe(2), DrawWatch.NONE, results::add);
    engine.release();

    assertThat(result()).isInstanceOf(DrawResult.Drawn.class);
    assertThat(result()).isInstanceOf(DrawResult.Drawn.class);
    assertThat(drawn).containsExactly(1L, 1L, 2L);
  }

  @Test
  void keepsDrawsUntilSomebodyComes() throws InterruptedException {
    Stations nobody = new Stations();
    try (DrawQueue waiting = queue(nobody, 2)) {
      waiting.submit(recipe(1), DrawWatch.NONE, results::add);
      assertThat(waiting.demand().queued()).isEqualTo(1);
      assertThat(waiting.engines()).isZero();

      nobody.open(Station.remote("new", engine, 1));

      assertThat(result()).isInstanceOf(DrawResult.Drawn.class);
    }
  }

  @Test
  void doesNotCountWhatWasNotTried() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      engine.next(
          () -> {
            throw EngineException.busy("draining", Duration.ofMillis(100));
          });
    }
    queue.submit(recipe(1), DrawWatch.NONE, results::add);

    assertThat(result()).isInstanceOf(DrawResult.Drawn.class);
    assertThat(retries).containsExactly(Trouble.BUSY, Trouble.BUSY, Trouble.BUSY);
  }

  @Test
  void doesNotRepeatWhatIsImpossible() throws InterruptedException {
    engine.next(
        () -> {
          throw new EngineException(Trouble.IMPOSSIBLE, "too wide", null);
        });
    queue.submit(recipe(1), DrawWatch.NONE, results::add);

    assertThat(result()).isEqualTo(new DrawResult.Failed("too wide"));
    assertThat(engine.begun()).isEqualTo(1);
  }

  @Test
  void doesNotRepeatWhatFailsWhileItIsDrained() throws InterruptedException {
    engine.held().next(DrawQueueTest::lose);
    queue.submit(recipe(1), DrawWatch.NONE, results::add);
    engine.awaitFirstDraw();
    Thread draining = Thread.ofVirtual().start(() -> queue.drain(Duration.ofMinutes(1)));
    while (!queue.isClosing()) {
      Thread.onSpinWait();
    }
    engine.release();
    draining.join();

    assertThat(result()).isInstanceOf(DrawResult.Failed.class);
    assertThat(engine.begun()).isEqualTo(1);
  }

  @Test
  void tellsHowManyComeBeforeADraw() throws InterruptedException {
    engine.held();
    DrawQueue.Ticket running = queue.submit(recipe(1), DrawWatch.NONE, results::add).orElseThrow();
    engine.awaitFirstDraw();
    DrawQueue.Ticket first = queue.submit(recipe(2), DrawWatch.NONE, results::add).orElseThrow();
    DrawQueue.Ticket second = queue.submit(recipe(3), DrawWatch.NONE, results::add).orElseThrow();

    assertThat(running.ahead()).isEmpty();
    assertThat(first.ahead()).hasValue(0);
    assertThat(second.ahead()).hasValue(1);
    first.cancel();
    assertThat(first.ahead()).isEmpty();
    assertThat(second.ahead()).hasValue(0);
  }

  @Test
  void tellsAWatchWhatBecomesOfItsDraw() throws InterruptedException {
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    engine.stepping(2).failsNext();
    for (int permits = 0; permits < 6; permits++) {
      engine.step();
    }

    queue.submit(recipe(1), telling(seen), results::add);

    assertThat(result()).isInstanceOf(DrawResult.Drawn.class);
    assertThat(seen)
        .containsExactly(
            "began", "1 of 2", "2 of 2 seen", "again", "began", "1 of 2", "2 of 2 seen");
  }

  private static DrawWatch telling(List<String> seen) {
    return new DrawWatch() {
      @Override
      public void began() {
        seen.add("began");
      }

      @Override
      public void stepped(int step, int steps, Supplier<Optional<Raster>> preview) {
        seen.add(step + " of " + steps + (preview.get().isPresent() ? " seen" : ""));
      }

      @Override
      public void queuedAgain() {
        seen.add("again");
      }

      @Override
      public boolean isFollowed() {
        return false;
      }

      @Override
      public void whenFollowed(Runnable told) {}
    };
  }

  @Test
  void neverGivesAStationMoreThanItDraws() throws InterruptedException {
    AtomicInteger most = new AtomicInteger();
    AtomicInteger now = new AtomicInteger();
    Engine counting =
        new Engine() {
          @Override
          public Drawing draw(Recipe recipe, DrawWatch watch) {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.yield();
            now.decrementAndGet();
            return new Drawing.Drawn(FakeEngine.picture(recipe));
          }

          @Override
          public void close() {}
        };
    Stations stations = new Stations();
    stations.open(Station.remote("counting", counting, 3));
    try (DrawQueue busy = queue(stations, 200)) {
      for (int i = 0; i < 200; i++) {
        assertThat(busy.submit(recipe(i), DrawWatch.NONE, results::add)).isPresent();
      }
      for (int i = 0; i < 200; i++) {
        assertThat(result()).isInstanceOf(DrawResult.Drawn.class);
      }
    }
    assertThat(most.get()).isBetween(1, 3);
  }

  private DrawQueue queue(Stations stations, int capacity) {
    return new DrawQueue(
        stations, new DrawQueueSettings(capacity, 2), (result, duration) -> heard.add(result));
  }

  private static Drawing lose() {
    throw new EngineException(Trouble.LOST, "gone", null);
  }

  private DrawResult result() throws InterruptedException {
    return results.poll(10, TimeUnit.SECONDS);
  }

  static Recipe recipe(long seed) {
    return new Recipe(
        Hash.parse("%032x".formatted(seed)),
        "a head",
        "",
        seed,
        new Sampler("DPMSolverMultistep", false, 4, 4, 16),
        "model");
  }
}
