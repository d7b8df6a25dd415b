package io.avatarorigin.origin.store.shared;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.avatarorigin.origin.avatar.ContentVersion;
import io.avatarorigin.origin.bucket.BucketException;
import io.avatarorigin.vocabulary.Hash;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The portraits that several origins share in a bucket. Calls return at once; the bucket is asked
 * on threads of the tier's own, so that neither a request nor a drawer holds one up.
 */
public final class SharedTier implements AutoCloseable {
  /** How many calls run at once. */
  public static final int CONNECTIONS = 8;

  /** More portraits than this are not asked for at a time. */
  private static final int MOST_WAITING = 1000;

  /** What is not there is not asked for again so soon: who floods us does not flood the bucket. */
  static final Duration MEMORY_OF_NOTHING = Duration.ofSeconds(5);

  /** What is offered before others get their turn again. */
  private static final int OFFERS_A_ROUND = 200;

  private final Exchange exchange;
  private final LocalPictures local;
  private final Breaker breaker;
  private final Backlog backlog;
  private final Consumer<SharedOutcome> listener;
  private final Cache<Hash, Lookup> nothing;
  private final ConcurrentMap<Hash, CompletableFuture<Lookup>> lookups = new ConcurrentHashMap<>();
  private final ConcurrentMap<Hash, CompletableFuture<Optional<Lookup.Here>>> offers =
      new ConcurrentHashMap<>();
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          CONNECTIONS,
          CONNECTIONS,
          30,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(MOST_WAITING),
          Thread.ofPlatform().name("shared-", 0).daemon().factory());

  /**
   * What a tier works with; all of it is the caller's to close.
   *
   * @param side what portraits measure, in pixels
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
    this.local = parts.local();
    this.breaker = new Breaker(parts.clock());
    this.backlog = Backlog.open(data.resolve("unshared").resolve(parts.version().toString()));
    this.listener = parts.listener();
    this.exchange = new Exchange(parts, breaker);
    this.nothing =
        Caffeine.newBuilder()
            .expireAfterWrite(MEMORY_OF_NOTHING)
            .maximumSize(100_000)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(parts.clock().millis()))
            .build();
    threads.allowCoreThreadTimeOut(true);
  }

  public SharedState state() {
    return new SharedState(breaker.problem().map(BucketException::getMessage), backlog.size());
  }

  /** Looks for a portrait, once for all who ask at a time; never completes exceptionally. */
  public CompletableFuture<Lookup> find(Hash hash) {
    Lookup known = nothing.getIfPresent(hash);
    if (known != null) {
      return CompletableFuture.completedFuture(known);
    }
    if (!breaker.isClosed()) {
      return CompletableFuture.completedFuture(unknown());
    }
    CompletableFuture<Lookup> mine = new CompletableFuture<>();
    CompletableFuture<Lookup> running = lookups.putIfAbsent(hash, mine);
    if (running != null) {
      return running;
    }
    if (!started(() -> look(hash, mine))) {
      lookups.remove(hash);
      mine.complete(unknown());
    }
    return mine;
  }

  private void look(Hash hash, CompletableFuture<Lookup> answer) {
    try {
      Lookup found = breaker.isClosed() ? exchange.find(hash) : unknown();
      switch (found) {
        case Lookup.Here here -> {
          local.keep(hash, here);
          answer.complete(here);
          local.write(hash, here.picture());
        }
        case Lookup.Absent _, Lookup.Unknown _ -> nothing.put(hash, found);
      }
      answer.complete(found);
    } finally {
      answer.complete(new Lookup.Unknown()); // without effect where something was found out
      lookups.remove(hash);
    }
  }

  /**
   * Offers a portrait that was drawn here, or leaves it for later where the bucket cannot be asked;
   * never completes exceptionally.
   *
   * @param ours made on the tier's thread
   * @return another origin's portrait, where that stands
   */
  public CompletableFuture<Optional<Lookup.Here>> settle(Hash hash, Supplier<SharedPicture> ours) {
    CompletableFuture<Optional<Lookup.Here>> answer = new CompletableFuture<>();
    offers.put(hash, answer);
    if (!breaker.isClosed() || !started(() -> offer(hash, ours, answer))) {
      listener.accept(SharedOutcome.SKIPPED);
      putOff(hash, answer);
    }
    return answer;
  }

  private void offer(
      Hash hash, Supplier<SharedPicture> ours, CompletableFuture<Optional<Lookup.Here>> answer) {
    try {
      if (!breaker.isClosed()) {
        listener.accept(SharedOutcome.SKIPPED);
        return;
      }
      switch (exchange.offer(hash, ours.get())) {
        case Settlement.Ours _ -> answer.complete(Optional.empty());
        case Settlement.Theirs(Lookup.Here theirs) -> answer.complete(Optional.of(theirs));
        case Settlement.Open _ -> {}
      }
    } finally {
      nothing.invalidate(hash);
      putOff(hash, answer); // without effect where it is settled
    }
  }

  /**
   * Ours stands for now; noted before anybody hears of it, so that no end of the process loses it.
   */
  private void putOff(Hash hash, CompletableFuture<Optional<Lookup.Here>> answer) {
    if (!answer.isDone()) {
      backlog.add(hash);
      answer.complete(Optional.empty());
    }
    offers.remove(hash, answer);
  }

  /** Takes away what is shared of a hash that was barred just now, as far as that can be done. */
  public void forget(Hash hash) {
    boolean _ = started(() -> exchange.remove(hash));
  }

  /** Work for a background thread, every second or so: probes, and shares what was put off. */
  public void tend() {
    boolean probing = breaker.takeProbe();
    if (probing && backlog.isEmpty()) {
      exchange.probe();
    }
    List<Hash> waiting = backlog.all();
    for (Hash hash : waiting.subList(0, Math.min(waiting.size(), OFFERS_A_ROUND))) {
      if (threads.isShutdown() || !(probing || breaker.isClosed())) {
        return;
      }
      if (share(hash)) {
        probing = false;
      }
    }
  }

  /** Returns whether the bucket was asked. */
  private boolean share(Hash hash) {
    if (local.isInTheMaking(hash)) {
      backlog.postpone(hash);
      return false;
    }
    Optional<SharedPicture> ours = local.read(hash);
    if (ours.isEmpty()) { // barred, or swept: nobody has it any more
      backlog.remove(hash);
      return false;
    }
    switch (exchange.offer(hash, ours.get())) {
      case Settlement.Ours _ -> backlog.remove(hash);
      case Settlement.Theirs(Lookup.Here theirs) -> {
        local.replace(hash, theirs);
        backlog.remove(hash);
      }
      case Settlement.Open _ -> backlog.postpone(hash);
    }
    return true;
  }

  /**
   * Asks for nothing new, and waits for what is on its way; what is not done by then is put off.
   */
  public void drain(Duration grace) {
    threads.shutdown();
    try {
      if (threads.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    offers.forEach(this::putOff);
    lookups.values().forEach(answer -> answer.complete(new Lookup.Unknown()));
  }

  @Override
  public void close() {
    drain(Duration.ZERO);
    threads.shutdownNow();
  }

  private boolean started(Runnable task) {
    try {
      threads.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private Lookup unknown() {
    listener.accept(SharedOutcome.SKIPPED);
    return new Lookup.Unknown();
  }
}
