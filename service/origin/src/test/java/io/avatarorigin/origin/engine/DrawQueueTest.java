package io.avatarorigin.origin.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.vocabulary.Hash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DrawQueueTest {
  private final FakeEngine engine = new FakeEngine();
  private final BlockingQueue<DrawResult> results = new LinkedBlockingQueue<>();
  private final List<DrawResult> heard = Collections.synchronizedList(new ArrayList<>());
  private final DrawQueue queue =
      new DrawQueue(
          engine, new DrawQueueSettings(1, 2, 2), (result, duration) -> heard.add(result));

  @AfterEach
  void close() {
    engine.release();
    queue.close();
  }

  @Test
  void drawsWhatIsSubmitted() throws InterruptedException {
    queue.submit(recipe(7), results::add);

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
    assertThat(queue.submit(recipe(1), results::add)).isPresent();
    engine.awaitFirstDraw();
    assertThat(queue.submit(recipe(2), results::add)).isPresent();
    assertThat(queue.submit(recipe(3), results::add)).isPresent();

    assertThat(queue.submit(recipe(4), results::add)).isEmpty();
    assertThat(queue.waiting()).isEqualTo(2);
    assertThat(queue.running()).isEqualTo(1);
    assertThat(queue.expectedWait()).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void keepsDrawsWaitingWhereNobodyDraws() throws InterruptedException {
    try (DrawQueue idle =
        new DrawQueue(engine, new DrawQueueSettings(0, 2, 1), (result, duration) -> {})) {
      assertThat(idle.submit(recipe(1), results::add)).isPresent();
      assertThat(idle.submit(recipe(2), results::add)).isPresent();

      assertThat(idle.submit(recipe(3), results::add)).isEmpty();
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
    queue.submit(recipe(1), results::add);

    assertThat(result()).isInstanceOf(DrawResult.Drawn.class);
    assertThat(engine.begun()).isEqualTo(2);
  }

  @Test
  void failsWhenAllAttemptsDo() throws InterruptedException {
    engine.failsNext().failsNext();
    queue.submit(recipe(1), results::add);

    assertThat(result()).isEqualTo(new DrawResult.Failed("out of paint"));
    assertThat(engine.begun()).isEqualTo(2);
  }

  @Test
  void drawsOnAfterAnErrorThatNobodyForesaw() throws InterruptedException {
    engine.next(
        () -> {
          throw new IllegalStateException("a bug");
        });
    queue.submit(recipe(1), results::add);
    queue.submit(recipe(2), results::add);

    assertThat(result()).isInstanceOf(DrawResult.Failed.class);
    assertThat(result()).isInstanceOf(DrawResult.Drawn.class);
  }

  @Test
  void doesNotRepeatWhatIsRefused() throws InterruptedException {
    engine.next(() -> new Drawing.Refused("not a face"));
    queue.submit(recipe(1), results::add);

    assertThat(result()).isEqualTo(new DrawResult.Refused("not a face"));
    assertThat(engine.begun()).isEqualTo(1);
  }

  @Test
  void takesBackWhatHasNotBegun() throws InterruptedException {
    engine.held();
    queue.submit(recipe(1), results::add);
    engine.awaitFirstDraw();
    DrawQueue.Ticket waiting = queue.submit(recipe(2), results::add).orElseThrow();

    waiting.cancel();

    assertThat(result()).isInstanceOf(DrawResult.Cancelled.class);
    engine.release();
    assertThat(result()).isInstanceOf(DrawResult.Drawn.class);
    assertThat(engine.begun()).isEqualTo(1);
  }

  @Test
  void doesNotTakeBackWhatHasBegun() throws InterruptedException {
    engine.held();
    DrawQueue.Ticket running = queue.submit(recipe(1), results::add).orElseThrow();
    engine.awaitFirstDraw();

    running.cancel();
    engine.release();

    assertThat(result()).isInstanceOf(DrawResult.Drawn.class);
  }

  @Test
  void finishesWhatRunsAndGivesUpTheRestWhenDrained() throws InterruptedException {
    engine.held();
    queue.submit(recipe(1), results::add);
    engine.awaitFirstDraw();
    queue.submit(recipe(2), results::add);

    Thread draining = Thread.ofVirtual().start(() -> queue.drain(Duration.ofMinutes(1)));
    assertThat(result()).isInstanceOf(DrawResult.Cancelled.class);
    assertThat(queue.isClosing()).isTrue();
    assertThat(queue.submit(recipe(3), results::add)).isEmpty();
    engine.release();
    draining.join();

    assertThat(result()).isInstanceOf(DrawResult.Drawn.class);
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
