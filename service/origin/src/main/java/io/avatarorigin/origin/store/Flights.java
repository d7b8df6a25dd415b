package io.avatarorigin.origin.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.avatarorigin.origin.avatar.RecipeBook;
import io.avatarorigin.origin.engine.DrawQueue;
import io.avatarorigin.origin.engine.DrawResult;
import io.avatarorigin.vocabulary.Hash;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Single flight: at most one draw of a hash at a time, which everyone who asks waits for. */
final class Flights {
  /** A refusal is remembered this long, so that asking again costs nothing. */
  private static final Duration REFUSAL_MEMORY = Duration.ofMinutes(10);

  private final RecipeBook recipes;
  private final DrawQueue queue;
  private final Portraits portraits;
  private final InstantSource clock;
  private final ConcurrentMap<Hash, Flight> flights = new ConcurrentHashMap<>();
  private final Cache<Hash, Landing> refusals =
      Caffeine.newBuilder().expireAfterWrite(REFUSAL_MEMORY).maximumSize(10_000).build();

  Flights(RecipeBook recipes, DrawQueue queue, Portraits portraits, InstantSource clock) {
    this.recipes = recipes;
    this.queue = queue;
    this.portraits = portraits;
    this.clock = clock;
  }

  /** How waiting for a draw ended. */
  sealed interface Landing {
    record Portrayed(Portrait portrait) implements Landing {}

    record Refused() implements Landing {}

    record QueueFull() implements Landing {}

    record Late() implements Landing {}

    record Failed() implements Landing {}

    /** Given up before it began, because all others had left or the queue closes. */
    record Cancelled() implements Landing {}
  }

  boolean isDrawing(Hash hash) {
    return flights.containsKey(hash);
  }

  /** Joins the draw of this hash, beginning one if there is none, and waits within patience. */
  Landing join(Hash hash, Patience patience) {
    Landing refusal = refusals.getIfPresent(hash);
    if (refusal != null) {
      return refusal;
    }
    Boarding boarding = board(hash, patience);
    if (boarding.flight() == null) {
      return boarding.otherwise();
    }
    Flight flight = boarding.flight();
    try {
      return flight.landing.get(patience.longest().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new Landing.Late();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Landing.Late();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a flight always lands", e);
    } finally {
      flight.leave();
    }
  }

  private Boarding board(Hash hash, Patience patience) {
    Boarding[] boarding = {new Boarding(null, new Landing.QueueFull())};
    flights.compute(
        hash,
        (h, running) -> {
          if (running != null) {
            running.enter(patience);
            boarding[0] = new Boarding(running, new Landing.Late());
            return running;
          }
          Optional<Portrait> stored = portraits.inMemory(h);
          if (stored.isPresent()) { // somebody's draw ended after this caller had looked
            boarding[0] = new Boarding(null, new Landing.Portrayed(stored.get()));
            return null;
          }
          Flight flight = new Flight(h);
          flight.enter(patience);
          Optional<DrawQueue.Ticket> ticket =
              queue.submit(recipes.recipe(h), result -> land(flight, result));
          if (ticket.isEmpty()) {
            return null;
          }
          flight.ticket = ticket.get();
          boarding[0] = new Boarding(flight, new Landing.Late());
          return flight;
        });
    return boarding[0];
  }

  /** On the drawer's thread, or on that of whoever took the draw back. */
  private void land(Flight flight, DrawResult result) {
    try {
      switch (result) {
        case DrawResult.Drawn drawn -> deliver(flight, drawn);
        case DrawResult.Refused _ -> {
          refusals.put(flight.hash, new Landing.Refused());
          giveUp(flight, new Landing.Refused());
        }
        case DrawResult.Failed _ -> giveUp(flight, new Landing.Failed());
        case DrawResult.Cancelled _ -> giveUp(flight, new Landing.Cancelled());
      }
    } finally {
      giveUp(flight, new Landing.Failed()); // without effect on a flight that has landed
    }
  }

  /** Waiters go on at once; while the portrait is being written, others find it in the flight. */
  private void deliver(Flight flight, DrawResult.Drawn drawn) {
    Portrait portrait =
        new Portrait(drawn.raster(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
    portraits.keepInMemory(flight.hash, portrait);
    flight.landing.complete(new Landing.Portrayed(portrait));
    portraits.writeToDisk(flight.hash, portrait);
  }

  /** Whoever asks after this one was told begins anew. */
  private void giveUp(Flight flight, Landing landing) {
    flights.remove(flight.hash, flight);
    flight.landing.complete(landing);
  }

  /** Either a seat in a flight, or how waiting ended without one. */
  private record Boarding(@Nullable Flight flight, Landing otherwise) {}

  /** One draw and those who wait for it. */
  private static final class Flight {
    private final Hash hash;
    private final CompletableFuture<Landing> landing = new CompletableFuture<>();
    private DrawQueue.@Nullable Ticket ticket;
    private int waiters;
    private boolean drawnWhenAlone;

    Flight(Hash hash) {
      this.hash = hash;
    }

    synchronized void enter(Patience patience) {
      waiters++;
      drawnWhenAlone |= patience.whenAlone() == Patience.WhenAlone.DRAW;
    }

    void leave() {
      DrawQueue.Ticket abandoned;
      synchronized (this) {
        waiters--;
        abandoned = waiters == 0 && !drawnWhenAlone && !landing.isDone() ? ticket : null;
      }
      if (abandoned != null) {
        abandoned.cancel();
      }
    }
  }
}
