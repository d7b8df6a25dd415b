package io.avatarorigin.origin.store;

import static io.avatarorigin.origin.store.TestedStore.hash;
import static io.avatarorigin.origin.store.TestedStore.key;
import static io.avatarorigin.origin.store.TestedStore.place;
import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.bucket.BucketException;
import io.avatarorigin.origin.store.shared.SharedOutcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Origins over one bucket that is slow, fails, or is waited for while they stop. */
@Timeout(60)
class SharedOutageTest extends OverOneBucket {
  /** As many as make the breaker open. */
  private static final int FAILURES = 5;

  @Test
  void drawsOnWhileTheBucketIsSlow() throws Exception {
    TestedStore origin = origin("one", MORNING);
    origin.engine.held();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Rendition> first = clients.submit(() -> origin.fetch(1));
      Future<Rendition> second = clients.submit(() -> origin.fetch(2));
      until(() -> origin.queue.running() + origin.queue.waiting() == 2);
      bucket.held();
      origin.engine.release();

      until(() -> bucket.waiting() == 2);
      assertThat(origin.engine.begun()).isEqualTo(2);
      assertThat(first).isNotDone();
      assertThat(origin.store.isBeingDrawn(hash(1))).as("until it is settled").isTrue();
      bucket.release();
      first.get();
      second.get();
    }
  }

  @Test
  void cannotTellWhatOthersHaveDrawnWhileTheBucketIsAway() {
    TestedStore origin = origin("one", MORNING);

    assertThat(origin.store.find(key(1), StoredOutcome.WAIT)).isEmpty();
    assertThat(origin.store.undecided(hash(1))).as("asked, and not there").isEmpty();
    bucket.failsBecause(BucketException.Kind.UNREACHABLE);
    for (int i = 2; i < 2 + FAILURES; i++) {
      assertThat(origin.store.find(key(i), StoredOutcome.WAIT)).isEmpty();
      assertThat(origin.store.undecided(hash(i))).as("asked in vain").isPresent();
    }
    assertThat(origin.store.undecided(hash(99))).as("left alone").isPresent();
  }

  @Test
  void cannotTellWhileTheBucketDoesNotAnswer() throws Exception {
    TestedStore origin = origin("one", MORNING);
    bucket.held();

    assertThat(origin.store.find(key(1), StoredOutcome.WAIT)).isEmpty();
    assertThat(origin.store.undecided(hash(1))).isPresent();

    bucket.release();
    until(() -> origin.store.undecided(hash(1)).isEmpty());
  }

  @Test
  void leavesAFailingBucketAloneAndSharesLaterWhatWasDrawnMeanwhile() {
    TestedStore origin = origin("one", MORNING);
    bucket.failsBecause(BucketException.Kind.UNREACHABLE);
    for (int i = 0; i < FAILURES; i++) {
      origin.fetch(i);
    }
    bucket.calls();

    origin.fetch(99);

    origin.rests();
    assertThat(bucket.calls()).as("skipped").isEmpty();
    assertThat(origin.log.shared()).endsWith(SharedOutcome.SKIPPED, SharedOutcome.SKIPPED);
    assertThat(origin.store.sharedState().orElseThrow().problem()).isPresent();
    assertThat(origin.backlog()).isEqualTo(FAILURES + 1);
    origin.store.tendShared();
    assertThat(bucket.calls()).as("not yet").isEmpty();
    origin.passes(Duration.ofSeconds(6));
    origin.store.tendShared();
    assertThat(bucket.calls()).as("a probe").hasSize(1);
    bucket.mended();
    origin.passes(Duration.ofSeconds(6));
    origin.store.tendShared();

    assertThat(origin.backlog()).isZero();
    assertThat(origin.store.sharedState().orElseThrow().problem()).isEmpty();
    assertThat(bucket.objects())
        .containsOnlyKeys(IntStream.of(0, 1, 2, 3, 4, 99).mapToObj(TestedStore::place).toList());
  }

  @Test
  void isBackWhenAProbeIsAnsweredThoughNothingWaits() {
    TestedStore origin = origin("one", MORNING);
    bucket.failsBecause(BucketException.Kind.MISCONFIGURED);
    origin.store.tendShared();
    assertThat(origin.store.sharedState().orElseThrow().problem()).as("found at start").isPresent();
    bucket.mended();
    origin.passes(Duration.ofSeconds(6));

    origin.store.tendShared();

    assertThat(origin.store.sharedState().orElseThrow().problem()).isEmpty();
    bucket.calls();
    origin.passes(Duration.ofMinutes(1));
    origin.store.tendShared();
    assertThat(bucket.calls()).as("no probes of what works").isEmpty();
  }

  @Test
  void opensAtOnceWhereSomebodyHasToMendSomething() {
    TestedStore origin = origin("one", MORNING);
    bucket.failsBecause(BucketException.Kind.MISCONFIGURED);
    origin.fetch(1);
    bucket.calls();

    origin.fetch(2);

    assertThat(bucket.calls()).isEmpty();
  }

  @Test
  void aRestartForgetsNothingThatWaitsToBeShared() {
    TestedStore origin = origin("one", MORNING);
    bucket.failsBecause(BucketException.Kind.MISCONFIGURED);
    Rendition drawn = origin.fetch(1);
    origin.rests();
    origin.close();
    bucket.mended();

    TestedStore restarted = origin("one", EVENING);
    assertThat(restarted.backlog()).isEqualTo(1);
    restarted.store.tendShared();

    assertThat(restarted.backlog()).isZero();
    assertSame(origin("other", EVENING).fetch(1), drawn);
    assertThat(origin("one-more", EVENING).backlog()).isZero();
  }

  @Test
  void sharesLaterWhatTheDiskDoesNotGiveOutNow() throws Exception {
    TestedStore origin = origin("one", MORNING);
    bucket.failsBecause(BucketException.Kind.MISCONFIGURED);
    Rendition drawn = origin.fetch(1);
    origin.rests();
    Path portrait = portrait("one", 1);
    Path aside = Files.move(portrait, folder.resolve("aside"));
    Files.createDirectory(portrait); // reading it is an I/O failure, not a file that is absent
    bucket.mended();
    origin.passes(Duration.ofSeconds(6));

    origin.store.tendShared();

    assertThat(origin.backlog()).isEqualTo(1);
    Files.delete(portrait);
    Files.move(aside, portrait);
    origin.store.tendShared();
    assertThat(origin.backlog()).isZero();
    assertSame(origin("other", EVENING).fetch(1), drawn);
  }

  @Test
  void givesUpWhatIsGoneFromTheDisk() throws Exception {
    TestedStore origin = origin("one", MORNING);
    bucket.failsBecause(BucketException.Kind.MISCONFIGURED);
    origin.fetch(1);
    origin.rests();
    Files.delete(portrait("one", 1));
    bucket.mended();
    origin.passes(Duration.ofSeconds(6));

    origin.store.tendShared();

    assertThat(origin.backlog()).isZero();
  }

  private Path portrait(String origin, int i) {
    String version = place(i).split("/")[1];
    return folder.resolve(
        "%s/objects/%s/portraits/00/00/%s.png".formatted(origin, version, hash(i)));
  }

  @Test
  void takesOverWhatAnotherHasSharedDuringTheOutage() {
    TestedStore late = origin("late", MORNING);
    late.drawsNext(10);
    bucket.failsBecause(BucketException.Kind.MISCONFIGURED);
    Rendition alone = late.fetch(1);
    late.fetch(new RenditionKey(hash(1), 40, ImageFormat.JPEG));
    bucket.mended();
    TestedStore other = origin("other", EVENING);
    other.drawsNext(200);
    Rendition standing = other.fetch(1);
    assertThat(standing.content()).isNotEqualTo(alone.content());
    late.passes(Duration.ofSeconds(6));

    late.rests();
    late.store.tendShared();

    assertThat(late.backlog()).isZero();
    assertSame(late.fetch(1), standing);
    RenditionKey small = new RenditionKey(hash(1), 40, ImageFormat.JPEG);
    assertSame(late.fetch(small), other.fetch(small));
    late.close();
    TestedStore restarted = origin("late", EVENING);
    assertSame(restarted.fetch(1), standing);
    assertThat(restarted.engine.begun()).isZero();
  }

  @Test
  void deliversWhatIsOnItsWayBeforeItStops() throws Exception {
    TestedStore origin = origin("one", MORNING);
    origin.engine.held();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Rendition> waiting = clients.submit(() -> origin.fetch(1));
      origin.engine.awaitFirstDraw();
      bucket.held();
      origin.engine.release();
      until(() -> bucket.waiting() == 1);
      Future<?> stopping = clients.submit(() -> origin.store.drain(Duration.ofMinutes(1)));
      assertThat(stopping).isNotDone();
      bucket.release();

      waiting.get();
      stopping.get();
    }
    assertThat(bucket.objects()).containsOnlyKeys(place(1));
    assertThat(origin.backlog()).isZero();
  }

  @Test
  void leavesForLaterWhatDoesNotArriveWithinTheGracePeriod() throws Exception {
    TestedStore origin = origin("one", MORNING);
    origin.engine.held();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Rendition> waiting = clients.submit(() -> origin.fetch(1));
      origin.engine.awaitFirstDraw();
      bucket.held();
      origin.engine.release();
      until(() -> bucket.waiting() == 1);

      origin.store.drain(Duration.ZERO);

      waiting.get();
    }
    assertThat(origin.backlog()).isEqualTo(1);
  }

  @Test
  void takesAwayLaterWhatWasBarredDuringTheOutage() throws Exception {
    TestedStore origin = origin("one", MORNING);
    origin.fetch(1);
    origin.fetch(2);
    bucket.failsBecause(BucketException.Kind.UNREACHABLE);
    Files.writeString(folder.resolve("one/barred"), hash(1) + "\n");
    origin.store.refreshBarred();
    origin.rests();
    assertThat(bucket.objects()).containsKey(place(1));
    bucket.mended();

    origin.store.tendShared();

    until(() -> !bucket.objects().containsKey(place(1)));
    assertThat(bucket.objects()).containsOnlyKeys(place(2));
  }
}
