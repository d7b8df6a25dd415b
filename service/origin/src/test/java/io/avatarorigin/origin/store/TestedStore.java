package io.avatarorigin.origin.store;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.origin.avatar.RecipeBook;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.bucket.FakeBucket;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.origin.engine.DrawQueue;
import io.avatarorigin.origin.engine.DrawQueueSettings;
import io.avatarorigin.origin.engine.Drawing;
import io.avatarorigin.origin.engine.FakeEngine;
import io.avatarorigin.origin.store.shared.SharedBucket;
import io.avatarorigin.vocabulary.Hash;
import io.avatarorigin.vocabulary.Vocabulary;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** One of several origins' stores over a bucket, with an engine, a disk and a clock of its own. */
final class TestedStore implements AutoCloseable {
  static final Patience LONG = new Patience(Duration.ofMinutes(1), Patience.WhenAlone.DRAW);
  static final int SIDE = 16;

  final FakeEngine engine = new FakeEngine();
  final StoreLog log = new StoreLog();
  final DrawQueue queue = FakeEngine.queue(engine, 1, new DrawQueueSettings(100, 1), (_, _) -> {});
  final AvatarStore store;
  private final EncodeQueue encoders = new EncodeQueue("encoder", 2, 100);
  private final AtomicReference<Instant> now;

  TestedStore(Path data, FakeBucket bucket, Instant now) {
    this(data, Optional.of(new SharedBucket(bucket, "fake", "pre/")), now);
  }

  /** An origin that shares with others, or with none. */
  TestedStore(Path data, Optional<SharedBucket> shared, Instant now) {
    this.now = new AtomicReference<>(now);
    InstantSource clock = this.now::get;
    this.store =
        AvatarStore.create(
            data,
            new StoreSettings(1 << 20, 1 << 20, 80),
            new AvatarStore.Parts(
                recipes(),
                queue,
                new BarredHashes(data.resolve("barred")),
                encoders,
                log,
                clock,
                new Random(1),
                shared));
  }

  static Hash hash(int i) {
    return Hash.parse("%032x".formatted(i));
  }

  static RenditionKey key(int i) {
    return new RenditionKey(hash(i), SIDE, ImageFormat.PNG);
  }

  /** Where the portrait of this hash lies in the bucket. */
  static String place(int i) {
    return "pre/%s/portraits/00/00/%s.png".formatted(recipes().contentVersion(), hash(i));
  }

  /** The next draw shows this shade of grey all over. */
  void drawsNext(int shade) {
    byte[] rgb = new byte[SIDE * SIDE * 3];
    Arrays.fill(rgb, (byte) shade);
    engine.next(() -> new Drawing.Drawn(new Raster(SIDE, SIDE, rgb)));
  }

  Rendition fetch(int i) {
    return fetch(key(i));
  }

  Rendition fetch(RenditionKey key) {
    return switch (store.fetch(key, LONG)) {
      case Outcome.Ready(Rendition rendition) -> rendition;
      case Outcome other -> throw new AssertionError("not ready: " + other);
    };
  }

  void passes(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  int backlog() {
    return store.sharedState().orElseThrow().backlog();
  }

  /** Nothing is drawn, written or on its way any more. */
  void rests() {
    while (IntStream.range(0, 100).anyMatch(i -> store.isBeingDrawn(hash(i)))) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    engine.release();
    queue.drain(Duration.ofMinutes(1));
    store.drain(Duration.ofMinutes(1));
    store.close();
    encoders.close();
  }

  private static RecipeBook recipes() {
    return new RecipeBook(
        Vocabulary.preset("azurda"),
        new Sampler("DPMSolverMultistep", false, 4, 4, SIDE),
        "model",
        "test");
  }
}
