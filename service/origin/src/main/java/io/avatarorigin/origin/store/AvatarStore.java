package io.avatarorigin.origin.store;

import io.avatarorigin.origin.avatar.RecipeBook;
import io.avatarorigin.origin.avatar.RenditionKey;
import io.avatarorigin.origin.engine.DrawQueue;
import io.avatarorigin.origin.store.shared.SharedBucket;
import io.avatarorigin.origin.store.shared.SharedState;
import io.avatarorigin.origin.store.shared.SharedTier;
import io.avatarorigin.vocabulary.Hash;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * Renditions of pinned pictures; else from memory, disk, stored portraits, what other origins have
 * drawn, or a draw, in this order.
 */
public final class AvatarStore implements AvatarSource, AutoCloseable {
  /** An encode may take this long even where the caller would not wait for a draw. */
  private static final Duration LEAST_ENCODE_WAIT = Duration.ofSeconds(2);

  /** A look at what other origins have drawn takes as long at most. */
  private static final Duration LONGEST_LOOK = Duration.ofSeconds(2);

  private final DrawQueue queue;
  private final BarredHashes barred;
  private final DiskStore disk;
  private final Portraits portraits;
  private final RetryDelays delays;
  private final Renditions renditions;
  private final PinnedPortraits pins;
  private final PinnedRenditions pinned;
  private final Flights flights;
  private final DiskSweep sweep;
  private final Optional<SharedTier> tier;
  private final SharedPortraits shared;

  private AvatarStore(Path data, StoreSettings settings, Parts parts, PinnedSettings pins) {
    this.queue = parts.queue();
    this.barred = parts.barred();
    this.delays = new RetryDelays(parts.jitter());
    this.disk =
        new DiskStore(
            data, parts.recipes().contentVersion(), barred, parts.listener(), parts.clock());
    this.portraits = new Portraits(disk, settings.portraitMemoryBytes());
    this.renditions = new Renditions(disk, portraits, settings, parts.encoders());
    this.pins = pins.portraits();
    this.pinned = new PinnedRenditions(disk, pins, settings, parts.encoders());
    this.tier = parts.shared().map(bucket -> tier(data, bucket, parts));
    if (tier.isEmpty()) {
      SharedTier.none(data, parts.recipes().contentVersion());
    }
    this.shared = tier.<SharedPortraits>map(BucketPortraits::new).orElse(SharedPortraits.NONE);
    this.flights = new Flights(parts.recipes(), queue, portraits, shared, parts.clock());
    this.sweep = new DiskSweep(disk, settings.diskBytes(), parts.listener());
  }

  private SharedTier tier(Path data, SharedBucket bucket, Parts parts) {
    return new SharedTier(
        data,
        new SharedTier.Parts(
            bucket,
            parts.recipes().contentVersion(),
            parts.recipes().sampler().size(),
            new BucketPortraits.Local(portraits, renditions, barred, this::isBeingDrawn),
            barred::contains,
            parts.listener()::shared,
            parts.clock()));
  }

  /** What a store works with; all of it is the caller's to close. */
  public record Parts(
      RecipeBook recipes,
      DrawQueue queue,
      BarredHashes barred,
      EncodeQueue encoders,
      StoreListener listener,
      InstantSource clock,
      RandomGenerator jitter,
      Optional<SharedBucket> shared) {}

  /** A store in this data folder, which no other process may write to. */
  public static AvatarStore create(Path data, StoreSettings settings, Parts parts) {
    return create(data, settings, parts, PinnedSettings.none());
  }

  /** The same with pinned pictures. */
  public static AvatarStore create(
      Path data, StoreSettings settings, Parts parts, PinnedSettings pins) {
    AvatarStore store = new AvatarStore(data, settings, parts, pins);
    Set<Hash> _ = store.removeBarred(); // whose shared portraits went when they were barred
    return store;
  }

  @Override
  public Optional<Outcome> find(RenditionKey key, Duration longest) {
    if (barred.contains(key.hash())) {
      return Optional.of(new Outcome.Barred());
    }
    Found found = stored(key, longest);
    if (found instanceof Found.Nothing) {
      found =
          sharedPortrait(key.hash())
              .map(portrait -> renditions.of(key, portrait, longest))
              .orElse(found);
    }
    return found instanceof Found.Nothing ? Optional.empty() : Optional.of(outcome(found));
  }

  private Optional<Portrait> sharedPortrait(Hash hash) {
    try {
      return shared.find(hash).get(LONGEST_LOOK.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return Optional.empty(); // who goes on to fetch it joins the same look
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a look always ends", e);
    }
  }

  @Override
  public Optional<Duration> undecided(Hash hash) {
    return tier.filter(t -> t.isUndecided(hash)).map(t -> retryAfter());
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
  public boolean isPinned(Hash hash) {
    return pinned.isPinned(hash);
  }

  @Override
  public Following follow(Hash hash) {
    return flights.follow(hash);
  }

  @Override
  public Outcome fetch(RenditionKey key, Patience patience) {
    long deadline = System.nanoTime() + patience.longest().toNanos();
    while (true) {
      if (barred.contains(key.hash())) {
        return new Outcome.Barred();
      }
      Found found = stored(key, encodeWait(deadline));
      if (!(found instanceof Found.Nothing)) {
        return outcome(found);
      }
      if (queue.isClosing()) {
        return new Outcome.NotYet(delays.longest());
      }
      switch (flights.join(key.hash(), patience.until(deadline))) {
        case Flights.Landing.Portrayed(Portrait portrait) -> {
          if (barred.contains(key.hash())) {
            return new Outcome.Barred();
          }
          if (!pinned.isPinned(key.hash())) { // else since it was asked for: begin anew
            return outcome(renditions.of(key, portrait, encodeWait(deadline)));
          }
        }
        case Flights.Landing.Refused _ -> {
          return new Outcome.Refused();
        }
        case Flights.Landing.QueueFull _ -> {
          return queue.isClosing()
              ? new Outcome.NotYet(delays.longest())
              : new Outcome.QueueFull(retryAfter());
        }
        case Flights.Landing.Late _ -> {
          return new Outcome.NotYet(retryAfter());
        }
        case Flights.Landing.Failed _ -> {
          return new Outcome.NotYet(retryAfter());
        }
        case Flights.Landing.Cancelled _ -> {} // by others who left: begin anew
      }
    }
  }

  /** Without a draw; a pin comes before everything. */
  private Found stored(RenditionKey key, Duration longest) {
    Found found = pinned.find(key, longest);
    return found instanceof Found.Nothing ? renditions.find(key, longest) : found;
  }

  /** A pass over the renditions on disk; nothing is drawn or encoded for it. */
  public StoredRenditions stored() {
    return new StoredRenditions(disk, barred, pins);
  }

  private Outcome outcome(Found found) {
    return switch (found) {
      case Found.Here(Rendition rendition) -> new Outcome.Ready(rendition);
      case Found.Overloaded _ -> new Outcome.QueueFull(retryAfter());
      case Found.Late _ -> new Outcome.NotYet(retryAfter());
      case Found.Nothing _ -> new Outcome.NotYet(retryAfter());
      case Found.Broken _ -> new Outcome.NotYet(delays.longest());
    };
  }

  /** A picture that is drawn is worth a moment more, so that the draw was not in vain. */
  private static Duration encodeWait(long deadline) {
    Duration left = Duration.ofNanos(deadline - System.nanoTime());
    return left.compareTo(LEAST_ENCODE_WAIT) < 0 ? LEAST_ENCODE_WAIT : left;
  }

  /** Reads which hashes are barred, and takes away what is stored of new ones; cheap to repeat. */
  public void refreshBarred() {
    for (Hash hash : removeBarred()) {
      tier.ifPresent(t -> t.forget(hash));
    }
  }

  private Set<Hash> removeBarred() {
    Set<Hash> added = barred.refresh();
    for (Hash hash : added) {
      renditions.forget(hash);
      pinned.forget(hash);
      portraits.forget(hash);
    }
    disk.removeAll(added);
    return added;
  }

  /** Work for a background thread, every second or so: what other origins wait for. */
  public void tendShared() {
    tier.ifPresent(SharedTier::tend);
  }

  /** How it stands with the bucket that is shared, where there is one. */
  public Optional<SharedState> sharedState() {
    return tier.map(SharedTier::state);
  }

  /** Before the draw queue is closed: who follows what nobody has asked for is told so. */
  public void stopFollowers() {
    flights.stopFollowers();
  }

  /** After the draw queue: what is on its way to other origins gets this time to arrive. */
  public void drain(Duration grace) {
    tier.ifPresent(t -> t.drain(grace));
    flights.endFollowing();
  }

  @Override
  public void close() {
    tier.ifPresent(SharedTier::close);
  }

  /** Takes away what is stored of pins that have changed; cheap to repeat. */
  public void forgetChangedPins() {
    pinned.forgetChanged();
  }

  /** Takes away what an earlier process has stored of pins that have changed; reads the disk. */
  public void forgetEarlierPins() {
    pinned.forgetEarlier();
  }

  /** Work for a background thread, every minute or so. */
  public void sweepDisk() {
    sweep.sweepIfDue();
  }

  /** About what the queue needs. */
  private Duration retryAfter() {
    return delays.after(queue.expectedWait());
  }
}
