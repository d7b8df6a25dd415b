package io.avatarorigin.origin.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.RecipeBook;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.encode.PictureEncoder;
import io.avatarorigin.origin.engine.DrawQueue;
import io.avatarorigin.origin.engine.DrawQueueSettings;
import io.avatarorigin.origin.engine.FakeEngine;
import io.avatarorigin.vocabulary.Hash;
import io.avatarorigin.vocabulary.Vocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The store as a whole, with pins. */
@Timeout(60)
class PinnedRenditionsTest {
  private static final Hash HASH = Hash.parse("0bc83cb571cd1c50ba6f3e8a78ef1346");
  private static final RenditionKey KEY = new RenditionKey(HASH, 16, ImageFormat.PNG);
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Patience LONG = new Patience(Duration.ofMinutes(1), Patience.WhenAlone.DRAW);

  @TempDir private Path data;
  private final FakeEngine engine = new FakeEngine();
  private final FakePins pins = new FakePins();
  private final DrawQueue queue =
      FakeEngine.queue(engine, 1, new DrawQueueSettings(2, 1), (result, duration) -> {});
  private final EncodeQueue encoders = new EncodeQueue("encoder", 2, 1000);
  private final ExecutorService decoder = Executors.newSingleThreadExecutor();

  @AfterEach
  void close() {
    engine.release();
    pins.release();
    queue.drain(Duration.ofMinutes(1));
    encoders.close();
    decoder.shutdown();
  }

  @Test
  void servesAPinInEverySizeAndFormatWithoutADraw() throws IOException {
    AvatarStore store = store();
    pins.pin(HASH, 40);

    for (ImageFormat format : ImageFormat.values()) {
      for (int size : new int[] {1, 16, 100}) {
        Rendition found =
            StoredOutcome.ready(
                store.find(new RenditionKey(HASH, size, format), StoredOutcome.WAIT));
        assertThat(found.format()).isEqualTo(format);
        assertThat(found.drawnAt()).isEqualTo(FakePins.CHANGED_AT);
      }
    }
    Rendition png = ready(store.fetch(new RenditionKey(HASH, 100, ImageFormat.PNG), LONG));
    assertThat(PictureEncoder.decode(png.content()).width()).isEqualTo(100);
    assertThat(shade(png)).isEqualTo(40);
    assertThat(pins.decoded).hasValue(1);
    assertThat(engine.begun()).isZero();
    assertThat(store.isPinned(HASH)).isTrue();
  }

  @Test
  void servesTheDrawnPictureAgainWhenThePinIsGone() {
    AvatarStore store = store();
    Rendition drawn = ready(store.fetch(KEY, LONG));

    pins.pin(HASH, 40);
    store.forgetChangedPins();
    Rendition pinned = ready(store.fetch(KEY, LONG));
    pins.unpin(HASH);
    store.forgetChangedPins();
    Rendition again = ready(store.fetch(KEY, LONG));

    assertThat(shade(pinned)).isEqualTo(40);
    assertThat(again.content()).isEqualTo(drawn.content());
    assertThat(again.drawnAt()).isEqualTo(drawn.drawnAt());
    assertThat(engine.begun()).isEqualTo(1);
    assertThat(pinnedFiles()).isEmpty();
    assertThat(store.isPinned(HASH)).isFalse();
  }

  @Test
  void servesFromDiskWhatAnEarlierProcessMade() {
    pins.pin(HASH, 40);
    Rendition first = ready(store().fetch(KEY, LONG));
    AvatarStore restarted = store();
    pins.unreachable();

    Rendition found = StoredOutcome.ready(restarted.find(KEY, StoredOutcome.WAIT));

    assertThat(found.content()).isEqualTo(first.content());
    assertThat(found.md5()).isEqualTo(first.md5());
    assertThat(found.drawnAt()).isEqualTo(first.drawnAt());
  }

  @Test
  void keepsNothingOfPinsThatChangedWhileNoOriginRan() {
    Hash gone = Hash.parse("1bc83cb571cd1c50ba6f3e8a78ef1346");
    Hash kept = Hash.parse("2bc83cb571cd1c50ba6f3e8a78ef1346");
    AvatarStore before = store();
    for (Hash hash : List.of(HASH, gone, kept)) {
      pins.pin(hash, 40);
      before.fetch(new RenditionKey(hash, 16, ImageFormat.PNG), LONG);
    }
    pins.pin(HASH, 41);
    pins.unpin(gone);
    AvatarStore restarted = store();

    restarted.forgetEarlierPins();

    assertThat(pinnedFiles()).hasSize(1);
    assertThat(pinnedFiles().getFirst().getFileName().toString()).startsWith(kept.digits());
    assertThat(shade(ready(restarted.fetch(KEY, LONG)))).isEqualTo(41);
  }

  @Test
  void keepsNothingThatIsEncodedWhileThePinChanges() throws Exception {
    AvatarStore store = store();
    pins.pin(HASH, 40);
    pins.held();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Outcome> ask = () -> store.fetch(KEY, LONG);
      Future<Outcome> early = clients.submit(ask);
      pins.firstDecode.await();
      pins.pin(HASH, 41);
      store.forgetChangedPins();
      pins.release();

      early.get();
      assertThat(shade(ready(store.fetch(KEY, LONG)))).isEqualTo(41);
    }
    assertThat(pinnedFiles()).hasSize(1);
    assertThat(shade(ready(store().fetch(KEY, LONG)))).isEqualTo(41);
  }

  @Test
  void neverServesAnOlderPinThanWasThereWhenItWasAskedFor() throws Exception {
    AvatarStore store = store();
    pins.pin(HASH, 0);
    AtomicInteger shown = new AtomicInteger();
    AtomicBoolean done = new AtomicBoolean();
    List<Future<Integer>> clients = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        RenditionKey key = new RenditionKey(HASH, 8 + i, ImageFormat.PNG);
        Callable<Integer> ask =
            () -> {
              int answers = 0;
              while (!done.get()) {
                int least = shown.get();
                assertThat(shade(ready(store.fetch(key, LONG)))).isGreaterThanOrEqualTo(least);
                answers++;
              }
              return answers;
            };
        clients.add(threads.submit(ask));
      }
      for (int shade = 1; shade <= 100; shade++) {
        pins.pin(HASH, shade);
        shown.set(shade);
        store.forgetChangedPins();
        ready(store.fetch(KEY, LONG));
      }
      done.set(true);
      for (Future<Integer> client : clients) {
        assertThat(client.get()).isPositive();
      }
    }
    assertThat(engine.begun()).isZero();
    assertThat(pinnedFiles()).allMatch(file -> file.toString().contains("%016x".formatted(100)));
  }

  @Test
  void servesAPinToThoseWhoWaitForADraw() throws Exception {
    AvatarStore store = store();
    engine.held();
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Outcome> ask = () -> store.fetch(KEY, LONG);
      Future<Outcome> waiting = clients.submit(ask);
      engine.awaitFirstDraw();
      pins.pin(HASH, 40);
      engine.release();

      assertThat(shade(ready(waiting.get()))).isEqualTo(40);
    }
  }

  @Test
  void neitherServesNorDrawsWhatIsPinnedToABrokenPicture() {
    AvatarStore store = store();
    store.fetch(KEY, LONG);
    pins.pin(HASH, FakePins.BROKEN);

    assertThat(store.find(KEY, StoredOutcome.WAIT))
        .hasValueSatisfying(PinnedRenditionsTest::assertNotSoon);
    assertThat(store.isPinned(HASH)).isTrue();
    assertNotSoon(store.fetch(KEY, LONG));
    assertThat(engine.begun()).isEqualTo(1);
    pins.pin(HASH, 40);
    assertThat(shade(ready(store.fetch(KEY, LONG)))).isEqualTo(40);
  }

  private static void assertNotSoon(Outcome outcome) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.NotYet.class,
            late ->
                assertThat(late.retryAfter())
                    .isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30)));
  }

  @Test
  void waitsForAPictureThatCannotBeReached() {
    AvatarStore store = store();
    pins.pin(HASH, 40);
    pins.unreachable();

    assertThat(store.fetch(KEY, LONG)).isInstanceOf(Outcome.NotYet.class);
    assertThat(engine.begun()).isZero();
  }

  @Test
  void barsPinnedPicturesToo() throws IOException {
    Path file = data.resolve("barred");
    AvatarStore store = store();
    pins.pin(HASH, 40);
    ready(store.fetch(KEY, LONG));

    Files.writeString(file, HASH + "\n");
    store.refreshBarred();

    assertThat(store.find(KEY, StoredOutcome.WAIT)).contains(new Outcome.Barred());
    assertThat(store.fetch(KEY, LONG)).isInstanceOf(Outcome.Barred.class);
    assertThat(pinnedFiles()).isEmpty();
  }

  private List<Path> pinnedFiles() {
    try (Stream<Path> files = Files.walk(data)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().contains("/pinned/"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int shade(Rendition png) {
    try {
      return PictureEncoder.decode(png.content()).rgb()[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Rendition ready(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Ready.class);
    return ((Outcome.Ready) outcome).rendition();
  }

  private AvatarStore store() {
    RecipeBook recipes =
        new RecipeBook(
            Vocabulary.preset("azurda"),
            new Sampler("DPMSolverMultistep", false, 4, 4, 16),
            "model",
            "test");
    return AvatarStore.create(
        data,
        new StoreSettings(1 << 20, 1 << 20, 80),
        new AvatarStore.Parts(
            recipes,
            queue,
            new BarredHashes(data.resolve("barred")),
            encoders,
            new StoreLog(),
            InstantSource.fixed(NOW),
            new Random(1),
            Optional.empty()),
        new PinnedSettings(pins, 1 << 20, decoder));
  }
}
