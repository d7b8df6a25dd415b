package io.avatarorigin.origin.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.Allocations;
import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.RecipeBook;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.engine.DrawQueue;
import io.avatarorigin.origin.engine.DrawQueueSettings;
import io.avatarorigin.origin.engine.DrawResult;
import io.avatarorigin.origin.engine.Drawing;
import io.avatarorigin.origin.engine.FakeEngine;
import io.avatarorigin.origin.engine.Stations;
import io.avatarorigin.vocabulary.Hash;
import io.avatarorigin.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AvatarStoreTest {
  private static final Hash HASH = Hash.parse("0bc83cb571cd1c50ba6f3e8a78ef1346");
  private static final Hash OTHER = Hash.parse("1bc83cb571cd1c50ba6f3e8a78ef1346");
  private static final RenditionKey KEY = new RenditionKey(HASH, 16, ImageFormat.JPEG);
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Patience LONG = new Patience(Duration.ofMinutes(1), Patience.WhenAlone.DRAW);
  private static final Patience NONE = new Patience(Duration.ZERO, Patience.WhenAlone.DRAW);
  private static final Patience NONE_THEN_CANCEL =
      new Patience(Duration.ZERO, Patience.WhenAlone.CANCEL);

  @TempDir private Path data;
  private final FakeEngine engine = new FakeEngine();
  private final StoreLog log = new StoreLog();
  private final BlockingQueue<DrawResult> draws = new LinkedBlockingQueue<>();
  private final DrawQueue queue =
      FakeEngine.queue(
          engine, 1, new DrawQueueSettings(2, 1), (result, duration) -> draws.add(result));
  private final EncodeQueue encoders = new EncodeQueue("encoder", 2, 16);

  @AfterEach
  void close() {
    engine.release();
    queue.drain(Duration.ofMinutes(1));
    encoders.close();
  }

  @Test
  void drawsOnceForAllWhoAskAtOnce() throws Exception {
    AvatarStore store = store();
    engine.held();
    List<Future<Outcome>> waiting = new ArrayList<>();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        Callable<Outcome> ask = () -> store.fetch(KEY, LONG);
        waiting.add(clients.submit(ask));
      }
      engine.awaitFirstDraw();
      engine.release();

      byte[] first = ready(waiting.getFirst().get()).content();
      for (Future<Outcome> outcome : waiting) {
        assertThat(ready(outcome.get()).content()).isEqualTo(first);
      }
    }
    assertThat(engine.begun()).isEqualTo(1);
  }

  @Test
  void makesAllSizesAndFormatsFromOneDraw() {
    AvatarStore store = store();

    for (ImageFormat format : ImageFormat.values()) {
      for (int size : new int[] {8, 16, 100}) {
        Outcome outcome = store.fetch(new RenditionKey(HASH, size, format), LONG);
        assertThat(ready(outcome).format()).isEqualTo(format);
      }
    }
    assertThat(engine.begun()).isEqualTo(1);
  }

  @Test
  void servesWhatAnEarlierProcessDrew() {
    Rendition drawn = ready(store().fetch(KEY, LONG));
    queueIsIdle();

    Rendition found = StoredOutcome.ready(store().find(KEY, StoredOutcome.WAIT));

    assertThat(found.content()).isEqualTo(drawn.content());
    assertThat(found.md5()).isEqualTo(drawn.md5());
    assertThat(found.drawnAt()).isEqualTo(drawn.drawnAt()).isEqualTo("2026-01-02T03:04:05Z");
  }

  @Test
  void neverTouchesTheDiskForWhatIsInMemory() throws IOException {
    AvatarStore store = store();
    Rendition drawn = ready(store.fetch(KEY, LONG));
    queueIsIdle();
    Files.move(data.resolve("objects"), data.resolve("aside"));
    Files.writeString(data.resolve("objects"), "no folder: whatever looks here fails");

    for (int i = 0; i < 100; i++) {
      assertThat(ready(store.fetch(KEY, NONE)).content()).isSameAs(drawn.content());
      assertThat(StoredOutcome.ready(store.find(KEY, StoredOutcome.WAIT)).content())
          .isSameAs(drawn.content());
    }
    assertThat(log.diskFailures).hasValue(0);
    assertThat(engine.begun()).isEqualTo(1);
  }

  @Test
  void takesLittleMemoryForAHit() {
    AvatarStore store = store();
    store.fetch(KEY, LONG);

    long taken = Allocations.ofOne(() -> ready(store.fetch(KEY, NONE)));

    assertThat(taken).as("232 when this was written").isBetween(1L, 600L);
  }

  @Test
  void findsNothingWithoutADraw() {
    assertThat(store().find(KEY, StoredOutcome.WAIT)).isEmpty();
    assertThat(engine.begun()).isZero();
  }

  @Test
  void drawsOnForAStoreThatComesBack() throws Exception {
    AvatarStore store = store();
    engine.held();

    assertThat(store.fetch(KEY, NONE)).isInstanceOf(Outcome.NotYet.class);
    assertThat(store.isBeingDrawn(HASH)).isTrue();
    engine.release();

    assertThat(store.fetch(KEY, LONG)).isInstanceOf(Outcome.Ready.class);
    assertThat(engine.begun()).isEqualTo(1);
  }

  @Test
  void givesUpADrawThatNobodyWaitsForBeforeItBegins() throws Exception {
    AvatarStore store = store();
    engine.held();
    store.fetch(new RenditionKey(OTHER, 16, ImageFormat.JPEG), NONE);
    engine.awaitFirstDraw();

    store.fetch(KEY, NONE_THEN_CANCEL);

    assertThat(store.isBeingDrawn(HASH)).isFalse();
    engine.release();
    queue.drain(Duration.ofMinutes(1));
    assertThat(engine.begun()).isEqualTo(1);
    assertThat(draws).hasAtLeastOneElementOfType(DrawResult.Cancelled.class);
  }

  @Test
  void keepsADrawThatSomebodyElseWantsDrawn() throws Exception {
    AvatarStore store = store();
    engine.held();
    store.fetch(new RenditionKey(OTHER, 16, ImageFormat.JPEG), NONE);
    engine.awaitFirstDraw();

    store.fetch(KEY, NONE);
    store.fetch(KEY, NONE_THEN_CANCEL);

    assertThat(store.isBeingDrawn(HASH)).isTrue();
  }

  @Test
  void saysWhenTheQueueIsFullAndServesHitsAllTheSame() throws Exception {
    AvatarStore store = store();
    store.fetch(KEY, LONG);
    queueIsIdle();
    engine.held();
    store.fetch(new RenditionKey(hash(2), 16, ImageFormat.JPEG), NONE);
    while (engine.begun() < 2) { // until it is drawn, it takes the place of one that waits
      Thread.onSpinWait();
    }
    for (int i = 3; i < 6; i++) {
      store.fetch(new RenditionKey(hash(i), 16, ImageFormat.JPEG), NONE);
    }

    Outcome cold = store.fetch(new RenditionKey(hash(9), 16, ImageFormat.JPEG), LONG);

    assertThat(cold)
        .isInstanceOfSatisfying(
            Outcome.QueueFull.class,
            full ->
                assertThat(full.retryAfter())
                    .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(30)));
    assertThat(store.fetch(KEY, NONE)).isInstanceOf(Outcome.Ready.class);
  }

  @Test
  void sendsAStormAwayForDifferentTimesWhereNobodyDraws() {
    try (DrawQueue nobody =
        new DrawQueue(new Stations(), new DrawQueueSettings(2, 1), (_, _) -> {})) {
      AvatarStore store = store(new BarredHashes(data.resolve("barred")), nobody);

      List<Duration> delays =
          IntStream.range(0, 200)
              .mapToObj(i -> store.fetch(new RenditionKey(hash(i), 16, ImageFormat.JPEG), NONE))
              .map(AvatarStoreTest::retryAfter)
              .toList();

      assertThat(delays)
          .allMatch(delay -> delay.toSeconds() >= 20 && delay.toSeconds() <= 30)
          .contains(Duration.ofSeconds(20), Duration.ofSeconds(25), Duration.ofSeconds(30));
    }
  }

  private static Duration retryAfter(Outcome outcome) {
    return switch (outcome) {
      case Outcome.QueueFull(Duration after) -> after;
      case Outcome.NotYet(Duration after) -> after;
      default -> throw new AssertionError("to be tried again: " + outcome);
    };
  }

  @Test
  void isNotReadyYetWhenTheEngineFailsAndTriesAnewForTheNext() {
    AvatarStore store = store();
    engine.failsNext();

    assertThat(store.fetch(KEY, LONG)).isInstanceOf(Outcome.NotYet.class);
    assertThat(store.fetch(KEY, LONG)).isInstanceOf(Outcome.Ready.class);
  }

  @Test
  void remembersARefusal() {
    AvatarStore store = store();
    engine.next(() -> new Drawing.Refused("not a face"));

    assertThat(store.fetch(KEY, LONG)).isInstanceOf(Outcome.Refused.class);
    assertThat(store.fetch(KEY, LONG)).isInstanceOf(Outcome.Refused.class);
    assertThat(engine.begun()).isEqualTo(1);
  }

  @Test
  void replacesDamagedFiles() throws IOException {
    Rendition drawn = ready(store().fetch(KEY, LONG));
    queueIsIdle();
    for (Path file : files()) {
      Files.write(file, new byte[] {0, 1, 2});
    }

    Rendition redrawn = ready(store().fetch(KEY, LONG));

    assertThat(redrawn.content()).isEqualTo(drawn.content());
    assertThat(engine.begun()).isEqualTo(2);
    assertThat(log.damaged.get()).isGreaterThanOrEqualTo(2);
  }

  @Test
  void makesADamagedRenditionAnewFromItsPortrait() throws IOException {
    Rendition drawn = ready(store().fetch(KEY, LONG));
    queueIsIdle();
    for (Path file : files()) {
      if (file.toString().contains("renditions")) {
        Files.write(file, new byte[] {0, 1, 2});
      }
    }

    assertThat(StoredOutcome.ready(store().find(KEY, StoredOutcome.WAIT)).content())
        .isEqualTo(drawn.content());
    assertThat(engine.begun()).isEqualTo(1);
  }

  @Test
  void servesFromTheEngineWhenTheDiskFails() throws IOException {
    Files.writeString(data.resolve("objects"), "a file where the folder should be");

    assertThat(store().fetch(KEY, LONG)).isInstanceOf(Outcome.Ready.class);
    assertThat(log.diskFailures.get()).isPositive();
  }

  @Test
  void neverServesWhatIsBarredAndDrawsNothingForIt() throws IOException {
    Path file = data.resolve("barred");
    BarredHashes barred = new BarredHashes(file);
    AvatarStore store = store(barred);
    store.fetch(KEY, LONG);
    queueIsIdle();

    Files.writeString(file, HASH + "\n");
    store.refreshBarred();

    assertThat(store.find(KEY, StoredOutcome.WAIT)).contains(new Outcome.Barred());
    assertThat(store.isBarred(HASH)).isTrue();
    assertThat(store.fetch(KEY, LONG)).isInstanceOf(Outcome.Barred.class);
    assertThat(files()).containsExactly(file);
    assertThat(engine.begun()).isEqualTo(1);
    Files.delete(file);
    store.refreshBarred();
    assertThat(store.fetch(KEY, LONG)).isInstanceOf(Outcome.Ready.class);
    assertThat(engine.begun()).isEqualTo(2);
  }

  @Test
  void deliversWhatIsDrawnAndRefusesWhatIsNewWhileItStops() throws Exception {
    AvatarStore store = store();
    engine.held();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Outcome> ask = () -> store.fetch(KEY, LONG);
      Future<Outcome> running = clients.submit(ask);
      engine.awaitFirstDraw();
      Callable<Outcome> askOther =
          () -> store.fetch(new RenditionKey(OTHER, 16, ImageFormat.JPEG), LONG);
      Future<Outcome> waiting = clients.submit(askOther);
      while (queue.waiting() == 0) {
        Thread.onSpinWait();
      }
      Future<?> draining = clients.submit(() -> queue.drain(Duration.ofMinutes(1)));

      assertThat(waiting.get()).isInstanceOf(Outcome.NotYet.class);
      engine.release();

      assertThat(running.get()).isInstanceOf(Outcome.Ready.class);
      draining.get();
      assertThat(store.fetch(KEY, LONG)).isInstanceOf(Outcome.Ready.class);
    }
  }

  @Test
  void keepsNoPictureOfAHashThatIsBarredWhileItIsDrawn() throws Exception {
    Path file = data.resolve("barred");
    AvatarStore store = store(new BarredHashes(file));
    engine.held();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Outcome> ask = () -> store.fetch(KEY, LONG);
      Future<Outcome> waiting = clients.submit(ask);
      engine.awaitFirstDraw();
      Files.writeString(file, HASH + "\n");
      store.refreshBarred();
      engine.release();

      assertThat(waiting.get()).isInstanceOf(Outcome.Barred.class);
    }
    queueIsIdle();
    assertThat(files()).containsExactly(file);
  }

  @Test
  void drawsAHashAnewAfterTheEngineRanOutOfMemory() {
    AvatarStore store = store();
    engine.next(
        () -> {
          throw new OutOfMemoryError("test");
        });

    assertThat(store.fetch(KEY, LONG)).isInstanceOf(Outcome.NotYet.class);
    assertThat(store.fetch(KEY, LONG)).isInstanceOf(Outcome.Ready.class);
  }

  @Test
  void refusesSizesThatTooManyOthersWaitFor() throws Exception {
    AvatarStore store = store();
    store.fetch(KEY, LONG);
    CountDownLatch running = new CountDownLatch(2);
    CountDownLatch busy = new CountDownLatch(1);
    for (int i = 0; i < 2 + 16; i++) {
      encoders.submit(
          1,
          () -> {
            running.countDown();
            return awaitUninterruptibly(busy);
          });
      if (i == 1) { // both threads have work, so that the rest waits
        running.await();
      }
    }

    Outcome refused = store.fetch(new RenditionKey(HASH, 2048, ImageFormat.PNG), LONG);
    Outcome hit = store.fetch(KEY, NONE);
    busy.countDown();

    assertThat(refused).isInstanceOf(Outcome.QueueFull.class);
    assertThat(hit).isInstanceOf(Outcome.Ready.class);
  }

  private static boolean awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void queueIsIdle() {
    while (queue.waiting() + queue.running() > 0) {
      Thread.onSpinWait();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(data)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static Rendition ready(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Ready.class);
    return ((Outcome.Ready) outcome).rendition();
  }

  private static Hash hash(int i) {
    return Hash.parse("%032x".formatted(i));
  }

  private static RecipeBook recipes() {
    return new RecipeBook(
        Vocabulary.preset("azurda"),
        new Sampler("DPMSolverMultistep", false, 4, 4, 16),
        "model",
        "test");
  }

  private AvatarStore store() {
    return store(new BarredHashes(data.resolve("barred")));
  }

  private AvatarStore store(BarredHashes barred) {
    return store(barred, queue);
  }

  private AvatarStore store(BarredHashes barred, DrawQueue queue) {
    return AvatarStore.create(
        data,
        new StoreSettings(1 << 20, 1 << 20, 80),
        new AvatarStore.Parts(
            recipes(),
            queue,
            barred,
            encoders,
            log,
            InstantSource.fixed(NOW),
            new Random(1),
            Optional.empty()));
  }
}
