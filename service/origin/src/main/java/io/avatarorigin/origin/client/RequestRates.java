package io.avatarorigin.origin.client;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often each client may ask: so many requests a second, and for a while more of them, as much
 * as {@link #BURST} allows at once. Remembers {@value #MOST_CLIENTS} clients at most; a forgotten
 * one begins anew. Safe for use by many threads.
 *
 * <p>Of each client one number is kept: the time at which it would have used up what it had, were
 * it to ask no more (the generic cell rate algorithm of ITU-T I.371).
 */
public final class RequestRates {
  /** What a client that has been silent may use at once. */
  static final Duration BURST = Duration.ofSeconds(10);

  private static final int MOST_CLIENTS = 100_000;

  private final Ticker ticker;
  private final long start;
  private final long nanosPerRequest;
  private final Cache<ClientNetwork, AtomicLong> usedUp;

  public RequestRates(int perSecond, Ticker ticker) {
    this.ticker = ticker;
    this.start = ticker.read();
    this.nanosPerRequest = Duration.ofSeconds(1).toNanos() / perSecond;
    this.usedUp =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(MOST_CLIENTS)
            .expireAfterAccess(BURST.multipliedBy(2))
            .ticker(ticker)
            .build();
  }

  /** Counts a request; one that is too many is not counted, and may be made after this time. */
  public Optional<Duration> refusal(InetAddress client) {
    long now = ticker.read() - start;
    AtomicLong until = usedUp.get(ClientNetwork.of(client), network -> new AtomicLong());
    while (true) {
      long seen = until.get();
      long next = Math.max(seen, now) + nanosPerRequest;
      long over = next - now - BURST.toNanos();
      if (over > 0) {
        return Optional.of(Duration.ofNanos(over));
      }
      if (until.compareAndSet(seen, next)) {
        return Optional.empty();
      }
    }
  }
}
