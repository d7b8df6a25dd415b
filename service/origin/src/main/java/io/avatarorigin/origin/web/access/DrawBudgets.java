package io.avatarorigin.origin.web.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.avatarorigin.origin.client.ClientNetwork;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Counts the draws that each client and all clients together have caused, in whole minutes and UTC
 * days. Remembers {@value #MOST_CLIENTS} clients at most; a forgotten one begins anew, and the
 * budget of all together holds none the less. Safe for use by many threads.
 */
public final class DrawBudgets {
  private static final int MOST_CLIENTS = 100_000;
  private static final long MINUTE = Duration.ofMinutes(1).toSeconds();
  private static final long DAY = Duration.ofDays(1).toSeconds();

  private final DrawBudget perClient;
  private final DrawBudget global;
  private final Cache<ClientNetwork, Spent> clients =
      Caffeine.newBuilder().maximumSize(MOST_CLIENTS).build();
  private final AtomicReference<Spent> everyone = new AtomicReference<>(Spent.NOTHING);

  /** Counters that begin at nothing. */
  public DrawBudgets(DrawBudget perClient, DrawBudget global) {
    this.perClient = perClient;
    this.global = global;
  }

  /** Takes one draw; when a budget is spent, takes nothing and returns when to come back. */
  public Optional<Duration> take(ClientNetwork client, Instant now) {
    Spent own =
        clients
            .asMap()
            .merge(client, Spent.NOTHING.plusOne(now), (spent, one) -> spent.plusOne(now));
    Optional<Duration> refusal = own.over(perClient, now);
    if (refusal.isPresent()) {
      giveBackOwn(client, now);
      return refusal;
    }
    refusal = everyone.updateAndGet(spent -> spent.plusOne(now)).over(global, now);
    if (refusal.isPresent()) {
      giveBack(client, now);
    }
    return refusal;
  }

  /** Undoes what {@link #take} took at that time, since it led to no draw. */
  public void giveBack(ClientNetwork client, Instant taken) {
    giveBackOwn(client, taken);
    everyone.updateAndGet(spent -> spent.minusOne(taken));
  }

  private void giveBackOwn(ClientNetwork client, Instant taken) {
    clients.asMap().computeIfPresent(client, (key, spent) -> spent.minusOne(taken));
  }

  /** Draws caused in a minute and a day, both counted from the epoch. */
  private record Spent(long minute, int inMinute, long day, int inDay) {
    static final Spent NOTHING = new Spent(0, 0, 0, 0);

    Spent plusOne(Instant now) {
      long thisMinute = now.getEpochSecond() / MINUTE;
      long thisDay = now.getEpochSecond() / DAY;
      return new Spent(
          thisMinute,
          thisMinute == minute ? inMinute + 1 : 1,
          thisDay,
          thisDay == day ? inDay + 1 : 1);
    }

    /** A minute or day that is over keeps what it counted: nothing is taken from the next one. */
    Spent minusOne(Instant taken) {
      boolean sameMinute = taken.getEpochSecond() / MINUTE == minute;
      boolean sameDay = taken.getEpochSecond() / DAY == day;
      return new Spent(
          minute, sameMinute ? inMinute - 1 : inMinute, day, sameDay ? inDay - 1 : inDay);
    }

    Optional<Duration> over(DrawBudget budget, Instant now) {
      if (inDay > budget.perDay()) {
        return Optional.of(untilNext(DAY, now));
      }
      return inMinute > budget.perMinute() ? Optional.of(untilNext(MINUTE, now)) : Optional.empty();
    }

    private static Duration untilNext(long seconds, Instant now) {
      return Duration.ofSeconds(seconds - now.getEpochSecond() % seconds);
    }
  }
}
