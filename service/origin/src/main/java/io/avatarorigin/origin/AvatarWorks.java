package io.avatarorigin.origin;

import io.avatarorigin.origin.avatar.RecipeBook;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.engine.DrawListener;
import io.avatarorigin.origin.engine.DrawQueue;
import io.avatarorigin.origin.engine.DrawQueueSettings;
import io.avatarorigin.origin.engine.Engine;
import io.avatarorigin.origin.store.AvatarStore;
import io.avatarorigin.origin.store.BarredHashes;
import io.avatarorigin.origin.store.StoreListener;
import io.avatarorigin.origin.store.StoreSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;

/** What makes and keeps pictures: queue, store, and the threads that work for them. */
final class AvatarWorks {
  private final Engine engine;
  private final DrawQueue queue;
  private final ExecutorService encoders;
  private final AvatarStore store;

  private AvatarWorks(Engine engine, DrawQueue queue, ExecutorService encoders, AvatarStore store) {
    this.engine = engine;
    this.queue = queue;
    this.encoders = encoders;
    this.store = store;
  }

  /** Hears of draws and files. */
  record Listeners(DrawListener draws, StoreListener files) {}

  /** Starts the threads, and notes with {@code opened} how each is stopped. */
  static AvatarWorks start(
      OriginConfig config,
      DataFolder data,
      Engine engine,
      Recipes recipes,
      Listeners listeners,
      InstantSource clock,
      Opened opened) {
    BarredHashes barred = new BarredHashes(data.barredHashes());
    ExecutorService encoders =
        Executors.newFixedThreadPool(
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            Thread.ofPlatform().name("encoder-", 0).daemon().factory());
    opened.add(encoders::shutdown);
    DrawQueue queue =
        new DrawQueue(
            engine,
            new DrawQueueSettings(
                config.engine().drawers(), config.engine().queue(), config.engine().attempts()),
            listeners.draws());
    opened.add(queue::close);
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
    Housekeeping housekeeping = Housekeeping.start();
    opened.add(housekeeping::close);
    housekeeping.every(Duration.ofSeconds(1), barred::refresh);
    housekeeping.every(Duration.ofSeconds(60), store::sweepDisk);
    return new AvatarWorks(engine, queue, encoders, store);
  }

  /** The recipes, and the quality that their renditions are encoded with. */
  record Recipes(RecipeBook book, int quality) {}

  AvatarStore store() {
    return store;
  }

  DrawQueue queue() {
    return queue;
  }

  /** For picture computing, off the virtual threads of requests. */
  ExecutorService platformThreads() {
    return encoders;
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
}
