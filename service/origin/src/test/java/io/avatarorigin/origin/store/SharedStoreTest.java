package io.avatarorigin.origin.store;

import static io.avatarorigin.origin.store.TestedStore.LONG;
import static io.avatarorigin.origin.store.TestedStore.hash;
import static io.avatarorigin.origin.store.TestedStore.key;
import static io.avatarorigin.origin.store.TestedStore.place;
import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.avatar.Digest;
import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.bucket.FakeBucket;
import io.avatarorigin.origin.bucket.RemoteObject;
import io.avatarorigin.origin.encode.PictureEncoder;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.store.shared.SharedBucket;
import io.avatarorigin.origin.store.shared.SharedForgetting;
import io.avatarorigin.origin.store.shared.SharedOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What origins share over one bucket. */
@Timeout(60)
class SharedStoreTest extends OverOneBucket {
  private static final byte[] ONE_BYTE = {1};

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
        Callable<?> ask =
            i % 2 == 0
                ? () -> origin.fetch(1)
                : () -> origin.store.find(key(1), StoredOutcome.WAIT);
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

    assertThat(second.store.find(key(1), StoredOutcome.WAIT)).isEmpty();
    assertThat(second.store.find(key(1), StoredOutcome.WAIT)).isEmpty();
    assertThat(bucket.calls()).containsExactly("GET " + place(1));
    Rendition drawn = first.fetch(1);
    assertThat(second.store.find(key(1), StoredOutcome.WAIT)).as("remembered as absent").isEmpty();
    second.passes(Duration.ofSeconds(6));

    assertSame(StoredOutcome.ready(second.store.find(key(1), StoredOutcome.WAIT)), drawn);
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

    assertThat(restarted.store.find(key(1), StoredOutcome.WAIT)).isPresent();
    assertThat(bucket.calls()).isEmpty();
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
    assertThat(origin.store.find(key(1), StoredOutcome.WAIT)).contains(new Outcome.Barred());
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

    int deleted = SharedForgetting.open(new SharedBucket(bucket, "fake", "pre/")).forget(hash(1));

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
}
