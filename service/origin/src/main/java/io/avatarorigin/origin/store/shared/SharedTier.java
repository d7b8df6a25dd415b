package io.avatarorigin.origin.store.shared;

import io.avatarorigin.origin.avatar.ContentVersion;
import io.avatarorigin.origin.bucket.BucketException;
import io.avatarorigin.vocabulary.Hash;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The portraits that several origins share in a bucket. Calls return at once; the bucket is asked
 * on threads of the tier's own, so that neither a request nor a drawer is held up by it.
 */
public final class SharedTier implements AutoCloseable {
  /** How many calls run at once at most: looks, offers, and one more from the background. */
  public static final int CONNECTIONS = Lookups.THREADS + Offers.THREADS + 1;

  private final Breaker breaker;
  private final Backlog backlog;
  private final Lookups lookups;
  private final Offers offers;

  /**
   * What a tier works with; all of it is the caller's to close.
   *
   * @param side what portraits measure, in pixels
   * @param barred which hashes are kept out of the bucket
   */
  public record Parts(
      SharedBucket shared,
      ContentVersion version,
      int side,
      LocalPictures local,
      Predicate<Hash> barred,
      Consumer<SharedOutcome> listener,
      InstantSource clock) {}

  /** A tier that keeps its backlog in this data folder. */
  public SharedTier(Path data, Parts parts) {
    this.breaker = new Breaker(parts.clock());
    this.backlog = Backlog.open(data.resolve("unshared").resolve(parts.version().toString()));
    Exchange exchange = new Exchange(parts, breaker);
    this.lookups = new Lookups(exchange, breaker, parts);
    EarlierPortraits earlier = EarlierPortraits.open(data, parts);
    this.offers = new Offers(exchange, breaker, new Offers.Due(backlog, earlier), parts);
  }

  /** Notes that this data folder is used without a bucket. */
  public static void none(Path data, ContentVersion version) {
    EarlierPortraits.forget(data, version);
  }

  public SharedState state() {
    return new SharedState(breaker.problem().map(BucketException::getMessage), backlog.size());
  }

  /** Looks for a portrait, once for all who ask at a time; never completes exceptionally. */
  public CompletableFuture<Lookup> find(Hash hash) {
    return lookups.find(hash);
  }

  /** Whether the bucket was last asked in vain for a hash, or has not answered yet. */
  public boolean isUndecided(Hash hash) {
    return lookups.isUndecided(hash);
  }

  /**
   * Offers a portrait that was drawn here, or leaves it for later where the bucket cannot be asked;
   * never completes exceptionally.
   *
   * @param ours made on the tier's thread
   * @return another origin's portrait, where that stands
   */
  public CompletableFuture<Optional<Lookup.Here>> settle(Hash hash, Supplier<SharedPicture> ours) {
    return offers.settle(hash, ours);
  }

  /** Takes away what is shared of a hash that was barred just now, as far as that can be done. */
  public void forget(Hash hash) {
    offers.forget(hash);
  }

  /** Work for a background thread, every second or so: probes, and shares what was put off. */
  public void tend() {
    offers.tend();
  }

  /**
   * Asks for nothing new, and waits for what is on its way; what is not done by then is put off.
   */
  public void drain(Duration grace) {
    long deadline = System.nanoTime() + grace.toNanos();
    lookups.drain(deadline);
    offers.drain(deadline);
  }

  @Override
  public void close() {
    drain(Duration.ZERO);
    lookups.stop();
    offers.stop();
  }
}
