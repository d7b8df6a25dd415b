package io.avatarorigin.origin.store;

import io.avatarorigin.origin.avatar.RecipeBook;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.engine.DrawQueue;
import io.avatarorigin.vocabulary.Hash;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/** Renditions from memory, disk, stored portraits or a draw, in this order. */
public final class AvatarStore implements AvatarSource {
  private static final Duration LONGEST_RETRY = Duration.ofSeconds(30);

  private final DrawQueue queue;
  private final BarredHashes barred;
  private final RandomGenerator jitter;
  private final Renditions renditions;
  private final Flights flights;
  private final DiskSweep sweep;

  private AvatarStore(
      DrawQueue queue,
      BarredHashes barred,
      RandomGenerator jitter,
      Renditions renditions,
      Flights flights,
      DiskSweep sweep) {
    this.queue = queue;
    this.barred = barred;
    this.jitter = jitter;
    this.renditions = renditions;
    this.flights = flights;
    this.sweep = sweep;
  }

  /** What a store works with; all of it is the caller's to close. */
  public record Parts(
      RecipeBook recipes,
      DrawQueue queue,
      BarredHashes barred,
      Executor encoders,
      StoreListener listener,
      InstantSource clock,
      RandomGenerator jitter) {}

  /** A store in this data folder, which no other process may write to. */
  public static AvatarStore create(Path data, StoreSettings settings, Parts parts) {
    DiskStore disk =
        new DiskStore(data, parts.recipes().contentVersion(), parts.listener(), parts.clock());
    Portraits portraits = new Portraits(disk, settings.portraitMemoryBytes());
    return new AvatarStore(
        parts.queue(),
        parts.barred(),
        parts.jitter(),
        new Renditions(disk, portraits, settings, parts.encoders()),
        new Flights(parts.recipes(), parts.queue(), portraits, parts.clock()),
        new DiskSweep(disk, settings.diskBytes(), parts.listener()));
  }

  @Override
  public Optional<Rendition> find(RenditionKey key) {
    return barred.contains(key.hash()) ? Optional.empty() : renditions.find(key);
  }

  @Override
  public boolean isBeingDrawn(Hash hash) {
    return flights.isDrawing(hash);
  }

  @Override
  public boolean isBarred(Hash hash) {
    return barred.contains(hash);
  }

  @Override
  public Outcome fetch(RenditionKey key, Patience patience) {
    while (true) {
      if (barred.contains(key.hash())) {
        return new Outcome.Barred();
      }
      Optional<Rendition> stored = renditions.find(key);
      if (stored.isPresent()) {
        return new Outcome.Ready(stored.get());
      }
      if (queue.isClosing()) {
        return new Outcome.NotYet(LONGEST_RETRY);
      }
      switch (flights.join(key.hash(), patience)) {
        case Flights.Landing.Portrayed portrayed -> {
          return new Outcome.Ready(renditions.of(key, portrayed.portrait()));
        }
        case Flights.Landing.Refused refused -> {
          return new Outcome.Refused();
        }
        case Flights.Landing.QueueFull full -> {
          return new Outcome.QueueFull(retryAfter());
        }
        case Flights.Landing.Late late -> {
          return new Outcome.NotYet(retryAfter());
        }
        case Flights.Landing.Failed failed -> {
          return new Outcome.NotYet(retryAfter());
        }
        case Flights.Landing.Cancelled cancelled -> {} // by others who left: begin anew
      }
    }
  }

  /** Work for a background thread, every minute or so. */
  public void sweepDisk() {
    sweep.sweepIfDue();
  }

  /** What the queue needs, a little spread so that not all come back at once; 1 to 30 seconds. */
  private Duration retryAfter() {
    long seconds = Math.ceilDiv(queue.expectedWait().toMillis(), 1000) + jitter.nextInt(3);
    return Duration.ofSeconds(Math.clamp(seconds, 1, LONGEST_RETRY.toSeconds()));
  }
}
