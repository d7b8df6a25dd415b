package io.avatarorigin.origin.engine;

import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.encode.Raster;
import io.avatarorigin.vocabulary.Hash;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * An engine whose pictures are plain functions of the seed, and which can be held and made to fail.
 */
public final class FakeEngine implements Engine {
  private final AtomicInteger begun = new AtomicInteger();
  private final Queue<Supplier<Drawing>> script = new ConcurrentLinkedQueue<>();
  private final Semaphore permits = new Semaphore(1_000_000);
  private final Semaphore stepPermits = new Semaphore(0);
  private volatile int steps;
  private final CountDownLatch firstBegun = new CountDownLatch(1);
  private final Map<Hash, Supplier<CompletableFuture<Void>>> ends = new ConcurrentHashMap<>();
  private final Map<Hash, Integer> begunByHash = new ConcurrentHashMap<>();
  private final Map<Hash, Integer> noiseSizes = new ConcurrentHashMap<>();

  /** A queue in front of one engine that draws so many pictures at once. */
  public static DrawQueue queue(
      Engine engine, int places, DrawQueueSettings settings, DrawListener listener) {
    return new DrawQueue(Stations.of(Station.inProcess(engine, places)), settings, listener);
  }

  /** Draws block from now on, until released. */
  public FakeEngine held() {
    permits.drainPermits();
    return this;
  }

  /**
   * Draws take so many steps from now on. Each is made when {@link #step} lets it, and the draw
   * ends when it lets once more.
   */
  public FakeEngine stepping(int count) {
    steps = count;
    return this;
  }

  public void step() {
    stepPermits.release();
  }

  public void release() {
    stepPermits.release(1_000_000);
    permits.release(1_000_000);
  }

  /** What the next draw does instead of drawing. */
  public FakeEngine next(Supplier<Drawing> outcome) {
    script.add(outcome);
    return this;
  }

  public FakeEngine failsNext() {
    return next(
        () -> {
          throw new EngineException("out of paint", new IllegalStateException("test"));
        });
  }

  /** A draw of this hash takes so long. */
  public FakeEngine slow(Hash hash, Duration duration) {
    return until(
        hash,
        () ->
            CompletableFuture.runAsync(
                () -> {},
                CompletableFuture.delayedExecutor(
                    duration.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)));
  }

  /** A draw of this hash ends when that does which is begun with it. */
  public FakeEngine until(Hash hash, Supplier<CompletableFuture<Void>> end) {
    ends.put(hash, end);
    return this;
  }

  /** A draw of this hash gives noise of so many pixels a side, which cannot be compressed. */
  public FakeEngine noisy(Hash hash, int size) {
    noiseSizes.put(hash, size);
    return this;
  }

  /** How many draws of this hash have begun. */
  public int begun(Hash hash) {
    return begunByHash.getOrDefault(hash, 0);
  }

  /** How many draws have begun. */
  public int begun() {
    return begun.get();
  }

  public void awaitFirstDraw() throws InterruptedException {
    firstBegun.await();
  }

  @Override
  public Drawing draw(Recipe recipe, DrawWatch watch) {
    begun.incrementAndGet();
    begunByHash.merge(recipe.hash(), 1, Integer::sum);
    firstBegun.countDown();
    permits.acquireUninterruptibly();
    takeSteps(recipe, watch);
    ends.getOrDefault(recipe.hash(), () -> CompletableFuture.completedFuture(null)).get().join();
    Supplier<Drawing> scripted = script.poll();
    return scripted == null ? new Drawing.Drawn(drawn(recipe)) : scripted.get();
  }

  /** Shows the picture from the second step on. */
  private void takeSteps(Recipe recipe, DrawWatch watch) {
    int count = steps;
    for (int step = 1; step <= count; step++) {
      stepPermits.acquireUninterruptibly();
      Optional<Raster> preview = step == 1 ? Optional.empty() : Optional.of(picture(recipe));
      watch.stepped(step, count, () -> preview);
    }
    if (count > 0) {
      stepPermits.acquireUninterruptibly();
    }
  }

  private Raster drawn(Recipe recipe) {
    Integer size = noiseSizes.get(recipe.hash());
    if (size == null) {
      return picture(recipe);
    }
    byte[] rgb = new byte[size * size * 3];
    new Random(recipe.seed()).nextBytes(rgb);
    return new Raster(size, size, rgb);
  }

  /** A gradient whose colours tell the seed. */
  public static Raster picture(Recipe recipe) {
    int size = recipe.sampler().size();
    byte[] rgb = new byte[size * size * 3];
    for (int y = 0, i = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        rgb[i++] = (byte) (x * 255 / size);
        rgb[i++] = (byte) (y * 255 / size);
        rgb[i++] = (byte) recipe.seed();
      }
    }
    return new Raster(size, size, rgb);
  }

  @Override
  public void close() {}
}
