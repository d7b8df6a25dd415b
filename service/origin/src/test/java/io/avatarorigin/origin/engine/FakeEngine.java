package io.avatarorigin.origin.engine;

import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.encode.Raster;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * An engine whose pictures are plain functions of the seed, and which can be held and made to fail.
 */
public final class FakeEngine implements Engine {
  private final AtomicInteger begun = new AtomicInteger();
  private final Queue<Supplier<Drawing>> script = new ConcurrentLinkedQueue<>();
  private final Semaphore permits = new Semaphore(1_000_000);
  private final CountDownLatch firstBegun = new CountDownLatch(1);

  /** Draws block from now on, until released. */
  public FakeEngine held() {
    permits.drainPermits();
    return this;
  }

  public void release() {
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

  /** How many draws have begun. */
  public int begun() {
    return begun.get();
  }

  public void awaitFirstDraw() throws InterruptedException {
    firstBegun.await();
  }

  @Override
  public Drawing draw(Recipe recipe) {
    begun.incrementAndGet();
    firstBegun.countDown();
    permits.acquireUninterruptibly();
    Supplier<Drawing> scripted = script.poll();
    return scripted == null ? new Drawing.Drawn(picture(recipe)) : scripted.get();
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
