package io.avatarorigin.origin.store.shared;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.avatarorigin.vocabulary.Hash;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/** Looks for portraits in the bucket, once for all who ask for one at a time. */
final class Lookups {
  static final int THREADS = 8;

  /** More portraits than this are not asked for at a time. */
  private static final int MOST_WAITING = 1000;

  /** Who has waited this long for a turn had better draw. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** What is not there is not asked for again so soon: who floods us does not flood the bucket. */
  private static final Duration MEMORY_OF_NOTHING = Duration.ofSeconds(5);

  private static final int MOST_REMEMBERED = 100_000;

  private final Exchange exchange;
  private final Breaker breaker;
  private final SharedTier.Parts parts;
  private final Workers workers = new Workers("shared-lookup", THREADS, MOST_WAITING);
  private final Cache<Hash, Lookup> nothing;
  private final ConcurrentMap<Hash, CompletableFuture<Lookup>> running = new ConcurrentHashMap<>();

  Lookups(Exchange exchange, Breaker breaker, SharedTier.Parts parts) {
    this.exchange = exchange;
    this.breaker = breaker;
    this.parts = parts;
    this.nothing =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .expireAfterWrite(MEMORY_OF_NOTHING)
            .maximumSize(MOST_REMEMBERED)
            .ticker(() -> TimeUnit.MILLISECONDS.toNanos(parts.clock().millis()))
            .build();
  }

  /** Returns at once; never completes exceptionally. */
  CompletableFuture<Lookup> find(Hash hash) {
    Lookup known = nothing.getIfPresent(hash);
    if (known != null) {
      return CompletableFuture.completedFuture(known);
    }
    if (!breaker.isClosed()) {
      return CompletableFuture.completedFuture(skipped());
    }
    CompletableFuture<Lookup> mine = new CompletableFuture<>();
    CompletableFuture<Lookup> others = running.putIfAbsent(hash, mine);
    if (others != null) {
      return others;
    }
    long latest = System.nanoTime() + LONGEST_WAIT.toNanos();
    if (!workers.start(() -> look(hash, latest, mine))) {
      running.remove(hash);
      mine.complete(skipped());
    }
    return mine;
  }

  /** Whether nobody can say now if there is one. */
  boolean isUndecided(Hash hash) {
    Lookup known = nothing.getIfPresent(hash);
    return known == null
        ? !breaker.isClosed() || running.containsKey(hash)
        : known instanceof Lookup.Unknown;
  }

  /** What is found is in memory before anybody hears of it, and on disk soon after. */
  private void look(Hash hash, long latest, CompletableFuture<Lookup> answer) {
    try {
      boolean isWorthIt = breaker.isClosed() && System.nanoTime() < latest;
      Lookup found = isWorthIt ? exchange.find(hash) : skipped();
      if (found instanceof Lookup.Here here) {
        parts.local().keep(hash, here);
        answer.complete(here);
        parts.local().write(hash, here.picture());
      } else {
        nothing.put(hash, found);
        answer.complete(found);
      }
    } finally {
      answer.complete(new Lookup.Unknown()); // without effect where something was found out
      running.remove(hash);
    }
  }

  /** Ends all looks by then, those that are not done with an unknown outcome. */
  void drain(long deadline) {
    if (!workers.drain(deadline)) {
      running.values().forEach(answer -> answer.complete(new Lookup.Unknown()));
    }
  }

  void stop() {
    workers.stop();
  }

  private Lookup skipped() {
    parts.listener().accept(SharedOutcome.SKIPPED);
    return new Lookup.Unknown();
  }
}
