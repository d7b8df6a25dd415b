package io.avatarorigin.origin;

import io.avatarorigin.origin.avatar.RecipeBook;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.engine.DrawListener;
import io.avatarorigin.origin.engine.DrawQueue;
import io.avatarorigin.origin.engine.DrawQueueSettings;
import io.avatarorigin.origin.engine.Engine;
import io.avatarorigin.origin.store.AvatarStore;
import io.avatarorigin.origin.store.BarredHashes;
import io.avatarorigin.origin.store.EncodeQueue;
import io.avatarorigin.origin.store.StoreListener;
import io.avatarorigin.origin.store.StoreSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** What makes and keeps pictures: queue, store, and the threads that work for them. */
final class AvatarWorks implements AutoCloseable {
  private static final System.Logger LOGGER = System.getLogger(AvatarWorks.class.getName());

  /** More sizes of drawn pictures than this are refused at a time, with SlowDown. */
  private static final int MOST_WAITING_ENCODES = 256;

  private final Engine engine;
  private final DrawQueue queue;
  private final EncodeQueue encoders;
  private final ExecutorService painters =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("painter").daemon().factory());
  private final ScheduledExecutorService housekeeping;
  private final AvatarStore store;

  private AvatarWorks(
      Engine engine,
      DrawQueue queue,
      EncodeQueue encoders,
      ScheduledExecutorService housekeeping,
      AvatarStore store) {
    this.engine = engine;
    this.queue = queue;
    this.encoders = encoders;
    this.housekeeping = housekeeping;
    this.store = store;
  }

  /** Hears of draws and files. */
  record Listeners(DrawListener draws, StoreListener files) {}

  /** Starts the threads; the engine is this object's to close from now on. */
  static AvatarWorks start(
      OriginConfig config,
      DataFolder data,
      Engine engine,
      Recipes recipes,
      Listeners listeners,
      InstantSource clock) {
    DrawQueue queue =
        new DrawQueue(
            engine,
            new DrawQueueSettings(
                config.engine().drawers(), config.engine().queue(), config.engine().attempts()),
            listeners.draws());
    EncodeQueue encoders =
        new EncodeQueue(
            Math.max(2, Runtime.getRuntime().availableProcessors()), MOST_WAITING_ENCODES);
    BarredHashes barred = new BarredHashes(data.barredHashes());
    AvatarStore store =
        AvatarStore.create(
            data.path(),
            new StoreSettings(
                config.cache().memoryBytes(), config.cache().diskBytes(), recipes.quality()),
            new AvatarStore.Parts(
                recipes.book(),
                queue,
                barred,
                encoders,
                listeners.files(),
                clock,
                RandomGenerator.getDefault()));
    ScheduledExecutorService housekeeping =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("housekeeping").daemon().factory());
    every(1, housekeeping, store::refreshBarred);
    every(60, housekeeping, store::sweepDisk);
    return new AvatarWorks(engine, queue, encoders, housekeeping, store);
  }

  /** The outermost frame of housekeeping: what fails once is tried again next time. */
  private static void every(int seconds, ScheduledExecutorService housekeeping, Runnable chore) {
    Runnable guarded =
        () -> {
          try {
            chore.run();
          } catch (RuntimeException e) {
            LOGGER.log(System.Logger.Level.ERROR, "housekeeping failed", e);
          }
        };
    ScheduledFuture<?> _ =
        housekeeping.scheduleWithFixedDelay(guarded, seconds, seconds, TimeUnit.SECONDS);
  }

  /** The recipes, and the quality that their renditions are encoded with. */
  record Recipes(RecipeBook book, int quality) {}

  AvatarStore store() {
    return store;
  }

  DrawQueue queue() {
    return queue;
  }

  /** For painting substitutes, off the virtual threads of requests. */
  ExecutorService platformThreads() {
    return painters;
  }

  /**
   * Refuses new draws and waits for those that run; those that take longer are given up, and who
   * waits for them is told to come back.
   */
  void drain(Duration grace) {
    if (!queue.drain(grace)) {
      engine.close();
    }
  }

  @Override
  public void close() {
    housekeeping.shutdownNow();
    queue.close();
    encoders.close();
    painters.shutdown();
    engine.close();
  }
}
