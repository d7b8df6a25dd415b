package io.avatarorigin.origin.store;

import static io.avatarorigin.origin.store.TestedStore.LONG;
import static io.avatarorigin.origin.store.TestedStore.hash;
import static io.avatarorigin.origin.store.TestedStore.key;
import static io.avatarorigin.origin.store.TestedStore.place;
import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.avatar.Digest;
import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.bucket.BucketException;
import io.avatarorigin.origin.bucket.FakeBucket;
import io.avatarorigin.origin.bucket.RemoteObject;
import io.avatarorigin.origin.encode.PictureEncoder;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.store.shared.SharedBucket;
import io.avatarorigin.origin.store.shared.SharedForgetting;
import io.avatarorigin.origin.store.shared.SharedOutcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Several origins' stores over one bucket. */
@Timeout(60)
class SharedStoreTest {
  private static final Instant MORNING = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Instant EVENING = Instant.parse("2026-01-02T20:04:05.678Z");

  private static final byte[] ONE_BYTE = {1};

  /** As many as make the breaker open. */
  private static final int FAILURES = 5;

  @TempDir private Path folder;
  private final FakeBucket bucket = new FakeBucket();
  private final List<TestedStore> opened = new ArrayList<>();

  @AfterEach
  void close() {
    bucket.release();
    opened.forEach(TestedStore::close);
  }

  @Test
  void whatOneOriginHasDrawnTheOtherServesWithoutADraw() {
    TestedStore first = origin("first", MORNING);
    TestedStore second = origin("second", EVENING);
    first.drawsNext(77);

    Rendition drawn = first.fetch(1);
    Rendition shared = second.fetch(1);

    assertSame(shared, drawn);
    assertThat(shared.drawnAt()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(second.engine.begun()).isZero();
    assertThat(first.log.shared()).containsExactly(SharedOutcome.MISS, SharedOutcome.STORED);
    assertThat(second.log.shared()).containsExactly(SharedOutcome.HIT);
  }

  @Test
  void writesThePngWithItsTimeAndDigest() {
    origin("first", MORNING).fetch(1);

    assertThat(bucket.objects()).containsOnlyKeys(place(1));
    RemoteObject object = bucket.objects().get(place(1));
    assertThat(object.contentType()).isEqualTo("image/png");
    assertThat(object.metadata())
        .containsEntry("drawn-at", "2026-01-02T03:04:05Z")
        .containsKey("sha256");
  }

  @Test
  void ofTwoThatDrawAtOnceTheFirstToWriteStandsForBoth() throws Exception {
    TestedStore winner = origin("winner", EVENING);
    TestedStore loser = origin("loser", MORNING);
    winner.drawsNext(10);
    loser.drawsNext(200);
    loser.engine.held();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Rendition> late = clients.submit(() -> loser.fetch(1));
      loser.engine.awaitFirstDraw();
      Rendition standing = winner.fetch(1);
      loser.engine.release();

      assertSame(late.get(), standing);
    }
    assertThat(loser.log.shared())
        .containsExactly(SharedOutcome.MISS, SharedOutcome.LOST_RACE, SharedOutcome.HIT);
    loser.close();
    TestedStore restarted = origin("loser", EVENING);
    assertSame(restarted.fetch(1), winner.fetch(1));
    assertThat(restarted.engine.begun()).isZero();
  }

  @Test
  void asksTheBucketOnceHoweverManyAsk() throws Exception {
    TestedStore origin = origin("one", MORNING);
    bucket.held();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> asking = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        Callable<?> ask = i % 2 == 0 ? () -> origin.fetch(1) : () -> origin.store.find(key(1));
        asking.add(clients.submit(ask));
      }
      until(() -> bucket.waiting() == 1);
      bucket.release();
      for (Future<?> answer : asking) {
        answer.get();
      }
    }
    assertThat(bucket.calls()).containsOnlyOnce("GET " + place(1)).hasSize(2);
    assertThat(origin.engine.begun()).isEqualTo(1);
  }

  @Test
  void findsWhatOthersHaveDrawnAndForAWhileNotWhatIsNotThere() {
    TestedStore first = origin("first", MORNING);
    TestedStore second = origin("second", EVENING);

    assertThat(second.store.find(key(1))).isEmpty();
    assertThat(second.store.find(key(1))).isEmpty();
    assertThat(bucket.calls()).containsExactly("GET " + place(1));
    Rendition drawn = first.fetch(1);
    assertThat(second.store.find(key(1))).as("remembered as absent").isEmpty();
    second.passes(Duration.ofSeconds(6));

    assertSame(second.store.find(key(1)).orElseThrow(), drawn);
    assertThat(second.engine.begun()).isZero();
  }

  @Test
  void hitsNeverTouchTheBucket() {
    TestedStore origin = origin("one", MORNING);
    origin.fetch(1);
    origin.close();
    bucket.calls();
    bucket.held();

    TestedStore restarted = origin("one", EVENING);
    restarted.fetch(1);
    restarted.fetch(new RenditionKey(hash(1), 40, ImageFormat.WEBP));

    assertThat(restarted.store.find(key(1))).isPresent();
    assertThat(bucket.calls()).isEmpty();
  }

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

  static Stream<Arguments> damage() {
    return Stream.of(
        Arguments.of("changed bytes", change(object -> object.content()[40] ^= 1)),
        Arguments.of("no metadata", with(Map.of())),
        Arguments.of("no time", with(Map.of("drawn-at", "yesterday"))));
  }

  private interface Damage {
    void apply(FakeBucket bucket, RemoteObject whole);
  }

  private static Damage change(Consumer<RemoteObject> change) {
    return (bucket, whole) -> {
      RemoteObject copy =
          new RemoteObject(
              whole.content().clone(),
              whole.contentType(),
              whole.etag(),
              whole.lastModified(),
              whole.metadata());
      change.accept(copy);
      bucket.put(place(1), copy.content(), copy.contentType(), copy.metadata());
    };
  }

  private static Damage with(Map<String, String> metadata) {
    return (bucket, whole) -> {
      Map<String, String> all = new HashMap<>(metadata.isEmpty() ? Map.of() : whole.metadata());
      all.putAll(metadata);
      bucket.put(place(1), whole.content(), whole.contentType(), all);
    };
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damage")
  void neitherServesNorWritesOverWhatIsDamaged(String name, Damage damage) {
    origin("first", MORNING).fetch(1);
    damage.apply(bucket, bucket.objects().get(place(1)));
    RemoteObject damaged = bucket.objects().get(place(1));
    TestedStore second = origin("second", EVENING);

    second.fetch(1);

    assertThat(second.engine.begun()).isEqualTo(1);
    assertThat(second.log.shared())
        .containsExactly(SharedOutcome.DAMAGED, SharedOutcome.LOST_RACE, SharedOutcome.DAMAGED);
    assertThat(bucket.objects().get(place(1))).isEqualTo(damaged);
    assertThat(second.backlog()).isZero();
  }

  @Test
  void takesNoPictureOfAnotherSize() throws IOException {
    Raster large = new Raster(20, 20, new byte[20 * 20 * 3]);
    byte[] png = PictureEncoder.encode(large, ImageFormat.PNG, 100);
    String digest = HexFormat.of().formatHex(Digest.SHA256.of(png));
    bucket.put(
        place(1), png, "image/png", Map.of("drawn-at", "2026-01-02T03:04:05Z", "sha256", digest));

    TestedStore origin = origin("one", MORNING);
    origin.fetch(1);

    assertThat(origin.engine.begun()).isEqualTo(1);
    assertThat(origin.log.shared()).contains(SharedOutcome.DAMAGED);
  }

  @Test
  void neitherAsksForNorWritesWhatIsBarred() throws Exception {
    TestedStore origin = origin("one", MORNING);
    Files.writeString(folder.resolve("one/barred"), hash(1) + "\n");
    origin.store.refreshBarred();

    assertThat(origin.store.fetch(key(1), LONG)).isInstanceOf(Outcome.Barred.class);
    assertThat(origin.store.find(key(1))).isEmpty();
    assertThat(bucket.calls()).noneMatch(call -> call.startsWith("GET") || call.startsWith("PUT"));
  }

  @Test
  void takesAwayWhatIsSharedOfAHashWhenItIsBarred() throws Exception {
    TestedStore origin = origin("one", MORNING);
    origin.fetch(1);
    origin.fetch(2);
    Files.writeString(folder.resolve("one/barred"), hash(1) + "\n");

    origin.store.refreshBarred();

    until(() -> !bucket.objects().containsKey(place(1)));
    assertThat(bucket.objects()).containsOnlyKeys(place(2));
  }

  @Test
  void forgetsAHashInEveryContentVersionAndNoOther() {
    bucket.put("pre/0123456789abcdef/portraits/00/00/" + hash(1) + ".png", ONE_BYTE, "", Map.of());
    bucket.put("pre/fedcba9876543210/portraits/00/00/" + hash(1) + ".png", ONE_BYTE, "", Map.of());
    String other = "pre/fedcba9876543210/portraits/00/00/" + hash(2) + ".png";
    bucket.put(other, ONE_BYTE, "", Map.of());

    int deleted = SharedForgetting.open(new SharedBucket(bucket, "pre/")).forget(hash(1));

    assertThat(deleted).isEqualTo(2);
    assertThat(bucket.objects()).containsOnlyKeys(other);
  }

  @Test
  void sharesNothingThatIsBarredWhileItIsDrawn() throws Exception {
    TestedStore origin = origin("one", MORNING);
    origin.engine.held();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Outcome> waiting = clients.submit(() -> origin.store.fetch(key(1), LONG));
      origin.engine.awaitFirstDraw();
      Files.writeString(folder.resolve("one/barred"), hash(1) + "\n");
      origin.store.refreshBarred();
      origin.engine.release();

      assertThat(waiting.get()).isInstanceOf(Outcome.Barred.class);
    }
    origin.rests();
    origin.store.tendShared();
    assertThat(bucket.objects()).isEmpty();
    assertThat(origin.backlog()).isZero();
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
  void drawsNothingForABrowserThatLeftWhileTheBucketWasAsked() throws Exception {
    TestedStore origin = origin("one", MORNING);
    bucket.held();

    Outcome outcome =
        origin.store.fetch(key(1), new Patience(Duration.ZERO, Patience.WhenAlone.CANCEL));

    assertThat(outcome).isInstanceOf(Outcome.NotYet.class);
    bucket.release();
    until(() -> !origin.store.isBeingDrawn(hash(1)));
    assertThat(origin.engine.begun()).isZero();
  }

  private static void assertSame(Rendition one, Rendition other) {
    assertThat(one.content()).isEqualTo(other.content());
    assertThat(one.md5()).isEqualTo(other.md5());
    assertThat(one.drawnAt()).isEqualTo(other.drawnAt());
  }

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private TestedStore origin(String name, Instant now) {
    try {
      Path data = Files.createDirectories(folder.resolve(name));
      TestedStore origin = new TestedStore(data, bucket, now);
      opened.add(origin);
      return origin;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
