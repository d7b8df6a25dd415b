package io.avatarorigin.origin.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.avatar.RecipeBook;
import io.avatarorigin.origin.engine.DrawQueue;
import io.avatarorigin.origin.engine.DrawResult;
import io.avatarorigin.origin.engine.DrawWatch;
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

/**
 * Single flight: at most one draw of a hash at a time, which everyone who asks waits for. It begins
 * with a look at what other origins have drawn, and ends with whose portrait stands.
 */
final class Flights {
  private static final System.Logger LOGGER = System.getLogger(Flights.class.getName());

  /** A refusal is remembered this long, so that asking again costs nothing. */
  private static final Duration REFUSAL_MEMORY = Duration.ofMinutes(10);

  private final RecipeBook recipes;
  private final DrawQueue queue;
  private final Portraits portraits;
  private final SharedPortraits shared;
  private final InstantSource clock;
  private final DrawStories stories = new DrawStories();
  private final ConcurrentMap<Hash, Flight> flights = new ConcurrentHashMap<>();
  private final Cache<Hash, Landing> refusals =
      Caffeine.newBuilder().expireAfterWrite(REFUSAL_MEMORY).maximumSize(10_000).build();

  Flights(
      RecipeBook recipes,
      DrawQueue queue,
      Portraits portraits,
      SharedPortraits shared,
      InstantSource clock) {
    this.recipes = recipes;
    this.queue = queue;
    this.portraits = portraits;
    this.shared = shared;
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

  /** Follows the draws of this hash, and begins none. */
  Following follow(Hash hash) {
    DrawStory story = stories.take(hash);
    Follower follower = new Follower(story, () -> unfollowed(hash));
    stories.turnAway(story);
    if (refusals.getIfPresent(hash) != null) {
      story.tellIfIdle(new Progress.Failed(Progress.Reason.REFUSED));
    }
    return follower;
  }

  private void unfollowed(Hash hash) {
    Flight flight = flights.get(hash);
    if (flight != null) {
      flight.cancelIfAbandoned();
    }
    stories.giveBack(hash);
  }

  void stopFollowers() {
    stories.stop();
  }

  void endFollowing() {
    stories.end();
  }

  /** Joins the draw of this hash, beginning one if there is none, and waits within patience. */
  Landing join(Hash hash, Patience patience) {
    Landing refusal = refusals.getIfPresent(hash);
    if (refusal != null) {
      return refusal;
    }
    Boarding boarding = board(hash, patience);
    if (boarding.stored().isPresent()) {
      return new Landing.Portrayed(boarding.stored().get());
    }
    Flight flight = boarding.flight();
    if (boarding.isFirst()) {
      begin(flight);
    }
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
    Flight own = new Flight(hash, stories.take(hash));
    Boarding[] boarding = {new Boarding(own, true, Optional.empty())};
    flights.compute(
        hash,
        (h, running) -> {
          if (running != null) {
            running.enter(patience);
            boarding[0] = new Boarding(running, false, Optional.empty());
            return running;
          }
          Optional<Portrait> stored = portraits.inMemory(h);
          if (stored.isPresent()) { // somebody's draw ended after this caller had looked
            boarding[0] = new Boarding(own, false, stored);
            return null;
          }
          own.enter(patience);
          return own;
        });
    if (!boarding[0].isFirst()) {
      stories.giveBack(hash);
    }
    return boarding[0];
  }

  private void begin(Flight flight) {
    flight.story.tell(new Progress.Looking());
    CompletableFuture<Void> _ =
        shared
            .find(flight.hash)
            .thenAccept(
                found ->
                    found.ifPresentOrElse(
                        portrait -> giveUp(flight, new Landing.Portrayed(portrait)),
                        () -> takeOff(flight)))
            .whenComplete((_, failure) -> tellOf(failure));
  }

  private void takeOff(Flight flight) {
    Optional<Landing> grounded = Optional.of(new Landing.Failed());
    try {
      grounded = submit(flight);
    } finally {
      if (grounded.isPresent()) {
        giveUp(flight, grounded.get());
      }
    }
  }

  /** Queues the draw, or tells how the flight ends without one. */
  private Optional<Landing> submit(Flight flight) {
    if (flight.isAbandoned()) {
      return Optional.of(new Landing.Cancelled());
    }
    Recipe recipe = recipes.recipe(flight.hash);
    DrawWatch watch = flight.story.queueing(recipe.sampler().steps());
    Optional<DrawQueue.Ticket> ticket = queue.submit(recipe, watch, result -> land(flight, result));
    ticket.ifPresent(flight::ticketed);
    return ticket.isPresent() ? Optional.empty() : Optional.of(new Landing.QueueFull());
  }

  /** On the drawer's thread, or on that of whoever took the draw back. */
  private void land(Flight flight, DrawResult result) {
    boolean isSettling = false;
    try {
      switch (result) {
        case DrawResult.Drawn drawn -> {
          settle(flight, drawn);
          isSettling = true;
        }
        case DrawResult.Refused _ -> {
          refusals.put(flight.hash, new Landing.Refused());
          giveUp(flight, new Landing.Refused());
        }
        case DrawResult.Failed _ -> giveUp(flight, new Landing.Failed());
        case DrawResult.Cancelled _ -> giveUp(flight, new Landing.Cancelled());
      }
    } finally {
      if (!isSettling) {
        giveUp(flight, new Landing.Failed()); // without effect on a flight that has landed
      }
    }
  }

  /** The drawer goes on to its next draw while it is settled whose portrait stands. */
  private void settle(Flight flight, DrawResult.Drawn drawn) {
    Portrait ours = new Portrait(drawn.raster(), clock.instant().truncatedTo(ChronoUnit.SECONDS));
    CompletableFuture<Void> _ =
        shared
            .settle(flight.hash, ours)
            .thenAccept(standing -> deliver(flight, standing))
            .whenComplete((_, failure) -> tellOf(failure));
  }

  /** What nobody waits for would be thrown for nobody to see. */
  private static void tellOf(@Nullable Throwable failure) {
    if (failure != null) {
      LOGGER.log(System.Logger.Level.ERROR, "a flight broke", failure);
    }
  }

  /** Waiters go on at once; while the portrait is being written, others find it in the flight. */
  private void deliver(Flight flight, SharedPortraits.Standing standing) {
    try {
      portraits.keepInMemory(flight.hash, standing.portrait());
      complete(flight, new Landing.Portrayed(standing.portrait()));
      portraits.writeToDisk(flight.hash, standing.file().get());
    } finally {
      giveUp(flight, new Landing.Failed()); // without effect on a flight that has landed
    }
  }

  /** Whoever asks after this one was told begins anew. */
  private void giveUp(Flight flight, Landing landing) {
    boolean isLast = flights.remove(flight.hash, flight);
    complete(flight, landing);
    if (isLast) {
      stories.giveBack(flight.hash);
    }
  }

  /** Without effect on a flight that has landed. */
  private void complete(Flight flight, Landing landing) {
    if (!flight.landing.isDone()) {
      flight.story.tell(progress(landing)); // first, so that who comes back knows how it ended
    }
    flight.landing.complete(landing);
  }

  private Progress progress(Landing landing) {
    return switch (landing) {
      case Landing.Portrayed _ -> new Progress.Done();
      case Landing.Refused _ -> new Progress.Failed(Progress.Reason.REFUSED);
      case Landing.QueueFull _ ->
          new Progress.Failed(
              queue.isClosing() ? Progress.Reason.STOPPING : Progress.Reason.QUEUE_FULL);
      case Landing.Failed _, Landing.Late _ -> new Progress.Failed(Progress.Reason.FAILED);
      case Landing.Cancelled _ ->
          queue.isClosing()
              ? new Progress.Failed(Progress.Reason.STOPPING)
              : new Progress.Unasked();
    };
  }

  /** A seat in a flight, or a portrait that makes it needless. */
  private record Boarding(Flight flight, boolean isFirst, Optional<Portrait> stored) {}

  /** One draw, those who wait for it, and the story for those who follow it. */
  private static final class Flight {
    private final Hash hash;
    private final DrawStory story;
    private final CompletableFuture<Landing> landing = new CompletableFuture<>();
    private DrawQueue.@Nullable Ticket ticket;
    private int waiters;
    private boolean drawnWhenAlone;

    Flight(Hash hash, DrawStory story) {
      this.hash = hash;
      this.story = story;
    }

    synchronized void enter(Patience patience) {
      waiters++;
      drawnWhenAlone |= patience.whenAlone() == Patience.WhenAlone.DRAW;
    }

    void leave() {
      synchronized (this) {
        waiters--;
      }
      cancelIfAbandoned();
    }

    /** The draw is in the queue. */
    void ticketed(DrawQueue.Ticket ticket) {
      synchronized (this) {
        this.ticket = ticket;
      }
      story.queued(ticket::ahead);
      cancelIfAbandoned(); // by those who left before there was a ticket
    }

    synchronized boolean isAbandoned() {
      boolean isWanted = waiters > 0 || drawnWhenAlone || story.isFollowed();
      return !isWanted && !landing.isDone();
    }

    private void cancelIfAbandoned() {
      DrawQueue.Ticket abandoned;
      synchronized (this) {
        abandoned = isAbandoned() ? ticket : null;
      }
      if (abandoned != null) {
        abandoned.cancel();
      }
    }
  }
}
