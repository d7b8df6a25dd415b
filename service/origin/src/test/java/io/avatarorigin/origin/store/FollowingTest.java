package io.avatarorigin.origin.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.engine.DrawWatch;
import io.avatarorigin.origin.engine.Drawing;
import io.avatarorigin.origin.store.Following.Moment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What those see who follow a draw, step by step. */
@Timeout(60)
class FollowingTest {
  private static final Duration WAIT = Duration.ofMinutes(1);
  private static final Patience NONE = new Patience(Duration.ZERO, Patience.WhenAlone.DRAW);
  private static final Patience NONE_THEN_CANCEL =
      new Patience(Duration.ZERO, Patience.WhenAlone.CANCEL);
  private static final Progress UNASKED = new Progress.Unasked();
  private static final Progress DONE = new Progress.Done();

  @TempDir private Path data;
  private TestedStore origin;

  @BeforeEach
  void open() {
    origin = new TestedStore(data, Optional.empty(), Instant.parse("2026-01-02T03:04:05Z"));
  }

  @Test
  void seesADrawFromTheFirstStepToThePicture() throws Exception {
    origin.engine.stepping(3);
    try (TestedStore store = origin;
        Following following = store.store.follow(TestedStore.hash(1));
        Clients clients = new Clients()) {
      assertThat(following.now().progress()).isEqualTo(UNASKED);
      Future<Rendition> picture = clients.asks(1);

      assertThat(drawing(following, 0).preview().png()).isEmpty();
      store.engine.step();
      assertThat(drawing(following, 1).preview().png()).isEmpty();
      store.engine.step();
      StepPreview preview = drawing(following, 2).preview();
      assertThat(preview.png().orElseThrow()).startsWith(0x89, 'P', 'N', 'G');
      assertThat(preview.png().orElseThrow()).isSameAs(preview.png().orElseThrow());
      store.engine.step();
      assertThat(drawing(following, 3).steps()).isEqualTo(3);
      store.engine.step();

      assertThat(await(following, Progress::isEnd)).isEqualTo(DONE);
      assertThat(picture.get().content()).isNotEmpty();
    }
  }

  @Test
  void seesWhatIsBeingDrawnAlready() throws Exception {
    origin.engine.stepping(1);
    try (TestedStore store = origin;
        Clients clients = new Clients()) {
      Future<Rendition> _ = clients.asks(1);
      store.engine.awaitFirstDraw();
      try (Following following = store.store.follow(TestedStore.hash(1))) {
        drawing(following, 0);
        store.engine.step();
        store.engine.step();

        assertThat(await(following, Progress::isEnd)).isEqualTo(DONE);
      }
    }
  }

  @Test
  void tellsWhoDrawsThatSomebodyFollows() {
    AtomicInteger told = new AtomicInteger();
    DrawStory story = new DrawStory();
    DrawWatch watch = story.queueing(2);
    watch.whenFollowed(told::incrementAndGet);
    assertThat(watch.isFollowed()).isFalse();
    assertThat(told).hasValue(0);

    story.enter();
    assertThat(watch.isFollowed()).isTrue();
    assertThat(told).hasValue(1);
    story.enter();
    assertThat(told).hasValue(2);

    AtomicInteger later = new AtomicInteger();
    watch.whenFollowed(later::incrementAndGet);
    assertThat(later).hasValue(1);
    story.leave();
    assertThat(watch.isFollowed()).isTrue();
    story.leave();
    assertThat(watch.isFollowed()).isFalse();
    story.enter();
    assertThat(later).hasValue(2);
    assertThat(told).hasValue(2);
  }

  @Test
  void seesItsPlaceInTheQueueMoveUp() throws Exception {
    origin.engine.held();
    try (TestedStore store = origin;
        Following following = store.store.follow(TestedStore.hash(3))) {
      store.store.fetch(TestedStore.key(1), NONE);
      store.engine.awaitFirstDraw();
      try (Following second = store.store.follow(TestedStore.hash(2))) {
        store.store.fetch(TestedStore.key(2), NONE_THEN_CANCEL);
        store.store.fetch(TestedStore.key(3), NONE);

        assertThat(await(following, queuedBehind(1))).isEqualTo(queued(1));
        assertThat(await(second, queuedBehind(0))).isEqualTo(queued(0));
      }
      assertThat(following.now().progress()).isEqualTo(queued(0));
    }
  }

  @Test
  void keepsADrawInTheQueueForThoseWhoFollowIt() throws Exception {
    origin.engine.held();
    try (TestedStore store = origin) {
      store.store.fetch(TestedStore.key(1), NONE);
      store.engine.awaitFirstDraw();
      Following following = store.store.follow(TestedStore.hash(2));
      store.store.fetch(TestedStore.key(2), NONE_THEN_CANCEL);
      assertThat(store.store.isBeingDrawn(TestedStore.hash(2))).isTrue();

      following.close();

      assertThat(store.store.isBeingDrawn(TestedStore.hash(2))).isFalse();
    }
  }

  @Test
  void hearsWhyThereIsNoPicture() throws Exception {
    try (TestedStore store = origin;
        Following first = store.store.follow(TestedStore.hash(1));
        Following second = store.store.follow(TestedStore.hash(2))) {
      store.engine.failsNext();
      store.store.fetch(TestedStore.key(1), TestedStore.LONG);
      assertThat(first.now().progress()).isEqualTo(failed(Progress.Reason.FAILED));

      store.engine.next(() -> new Drawing.Refused("test"));
      store.store.fetch(TestedStore.key(2), TestedStore.LONG);
      assertThat(second.now().progress()).isEqualTo(failed(Progress.Reason.REFUSED));
      try (Following later = store.store.follow(TestedStore.hash(2))) {
        assertThat(later.now().progress()).isEqualTo(failed(Progress.Reason.REFUSED));
      }
    }
  }

  @Test
  void hearsNothingOfADrawThatHadFailedBefore() {
    try (TestedStore store = origin;
        Following before = store.store.follow(TestedStore.hash(1))) {
      store.engine.failsNext();
      store.store.fetch(TestedStore.key(1), TestedStore.LONG);

      try (Following after = store.store.follow(TestedStore.hash(1))) {
        assertThat(after.now().progress()).isEqualTo(UNASKED);
        assertThat(before.now().progress()).isEqualTo(failed(Progress.Reason.FAILED));
        store.fetch(1);
        assertThat(after.now().progress()).isEqualTo(DONE);
      }
    }
  }

  @Test
  void hearsThatTheQueueIsFull() throws Exception {
    origin.engine.held();
    try (TestedStore store = origin) {
      store.store.fetch(TestedStore.key(0), NONE);
      store.engine.awaitFirstDraw();
      for (int i = 1; i <= 100; i++) {
        store.store.fetch(TestedStore.key(i), NONE);
      }
      try (Following following = store.store.follow(TestedStore.hash(200))) {
        store.store.fetch(TestedStore.key(200), NONE);

        assertThat(await(following, Progress::isEnd)).isEqualTo(failed(Progress.Reason.QUEUE_FULL));
      }
    }
  }

  @Test
  void hearsThatTheOriginStops() throws Exception {
    origin.engine.held();
    try (TestedStore store = origin;
        Following unasked = store.store.follow(TestedStore.hash(1));
        Following waiting = store.store.follow(TestedStore.hash(3))) {
      store.store.fetch(TestedStore.key(2), NONE);
      store.engine.awaitFirstDraw();
      store.store.fetch(TestedStore.key(3), NONE);

      store.store.stopFollowers();
      assertThat(unasked.now().progress()).isEqualTo(failed(Progress.Reason.STOPPING));
      store.queue.drain(Duration.ZERO);
      assertThat(waiting.now().progress()).isEqualTo(failed(Progress.Reason.STOPPING));
      try (Following late = store.store.follow(TestedStore.hash(4));
          Following running = store.store.follow(TestedStore.hash(2))) {
        assertThat(late.now().progress()).isEqualTo(failed(Progress.Reason.STOPPING));
        assertThat(running.now().progress().isEnd()).isFalse();
        store.store.drain(Duration.ZERO);
        assertThat(running.now().progress()).isEqualTo(failed(Progress.Reason.STOPPING));
      }
    }
  }

  private static Progress.Drawing drawing(Following following, int step)
      throws InterruptedException {
    return (Progress.Drawing)
        await(following, progress -> progress instanceof Progress.Drawing it && it.step() == step);
  }

  private static Progress await(Following following, Predicate<Progress> wanted)
      throws InterruptedException {
    Moment now = following.now();
    while (!wanted.test(now.progress())) {
      now = following.await(now, WAIT);
    }
    return now.progress();
  }

  private static Predicate<Progress> queuedBehind(int others) {
    return progress -> progress.equals(queued(others));
  }

  private static Progress queued(int others) {
    return new Progress.Queued(OptionalInt.of(others));
  }

  private static Progress failed(Progress.Reason reason) {
    return new Progress.Failed(reason);
  }

  /** Those who wait for pictures besides. */
  private final class Clients implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Future<Rendition> asks(int i) {
      return threads.submit(() -> origin.fetch(i));
    }

    @Override
    public void close() {
      threads.close();
    }
  }
}
