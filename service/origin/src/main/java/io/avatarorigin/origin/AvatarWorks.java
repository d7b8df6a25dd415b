package io.avatarorigin.origin;

import io.avatarorigin.origin.avatar.RecipeBook;
import io.avatarorigin.origin.config.OriginConfig;
import io.avatarorigin.origin.engine.DrawListener;
import io.avatarorigin.origin.engine.DrawQueue;
import io.avatarorigin.origin.engine.DrawQueueSettings;
import io.avatarorigin.origin.engine.Workshop;
import io.avatarorigin.origin.store.AvatarStore;
import io.avatarorigin.origin.store.BarredHashes;
import io.avatarorigin.origin.store.EncodeQueue;
import io.avatarorigin.origin.store.PinnedSettings;
import io.avatarorigin.origin.store.StoreListener;
import io.avatarorigin.origin.store.StoreSettings;
import io.avatarorigin.origin.store.shared.SharedBucket;
import io.avatarorigin.server.Housekeeping;
import io.avatarorigin.server.Opened;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What makes and keeps pictures: queue, store, and the threads that work for them. */
final class AvatarWorks {
  /** More sizes of drawn pictures than this are refused at a time, with SlowDown. */
  private static final int MOST_WAITING_ENCODES = 256;

  /** More substitutes than this are refused at a time. */
  private static final int MOST_WAITING_SUBSTITUTES = 256;

  private final Workshop workshop;
  private final DrawQueue queue;
  private final EncodeQueue painters;
  private final AvatarStore store;

  private AvatarWorks(Workshop workshop, DrawQueue queue, EncodeQueue painters, AvatarStore store) {
    this.workshop = workshop;
    this.queue = queue;
    this.painters = painters;
    this.store = store;
  }

  /** Hears of draws and files. */
  record Listeners(DrawListener draws, StoreListener files) {}

  /** Starts the threads, and notes with {@code opened} how each is stopped. */
  static AvatarWorks start(
      OriginConfig config,
      Kept kept,
      Workshop workshop,
      Recipes recipes,
      Listeners listeners,
      InstantSource clock,
      Opened opened) {
    BarredHashes barred = new BarredHashes(kept.data().barredHashes());
    EncodeQueue painters = new EncodeQueue("painter", 1, MOST_WAITING_SUBSTITUTES);
    opened.add(painters::close);
    EncodeQueue encoders =
        new EncodeQueue(
            "encoder",
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            MOST_WAITING_ENCODES);
    opened.add(encoders::close);
    DrawQueue queue =
        new DrawQueue(
            workshop.stations(),
            new DrawQueueSettings(config.engine().queue(), config.engine().attempts()),
            listeners.draws());
    opened.add(queue::close);
    Optional<SharedBucket> shared = SharedBuckets.of(config, config.store().timeout());
    shared.ifPresent(it -> opened.add(it.bucket()::close));
    AvatarStore store =
        AvatarStore.create(
            kept.data().path(),
            new StoreSettings(
                config.cache().memoryBytes(), config.cache().diskBytes(), recipes.quality()),
            new AvatarStore.Parts(
                recipes.book(),
                queue,
                barred,
                encoders,
                listeners.files(),
                clock,
                RandomGenerator.getDefault(),
                shared),
            kept.pinned().map(PinnedWorks::settings).orElseGet(PinnedSettings::none));
    opened.add(store::close);
    Housekeeping housekeeping = Housekeeping.start();
    opened.add(housekeeping::close);
    housekeeping.every(Duration.ofSeconds(1), store::refreshBarred);
    housekeeping.every(Duration.ofSeconds(60), store::sweepDisk);
    housekeeping.every(Duration.ofSeconds(1), store::tendShared);
    kept.pinned().ifPresent(pinned -> pinned.watch(store, housekeeping));
    return new AvatarWorks(workshop, queue, painters, store);
  }

  /** Where pictures are kept, and what is served instead of them. */
  record Kept(DataFolder data, Optional<PinnedWorks> pinned) {}

  /** The recipes, and the quality that their renditions are encoded with. */
  record Recipes(RecipeBook book, int quality) {}

  AvatarStore store() {
    return store;
  }

  DrawQueue queue() {
    return queue;
  }

  /** For painting substitutes, off the virtual threads of requests. */
  EncodeQueue painters() {
    return painters;
  }

  /**
   * Refuses new draws and waits for those that run, and for their way into the shared bucket; those
   * that take longer are given up, and who waits for them is told to come back.
   */
  void drain(Duration grace) {
    long deadline = System.nanoTime() + grace.toNanos();
    store.stopFollowers();
    if (!queue.drain(grace)) {
      workshop.close();
    }
    store.drain(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
  }
}
