package io.avatarorigin.origin.engine;

import io.avatarorigin.origin.avatar.Recipe;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A bounded queue of draws in front of the stations, in order of arrival. A draw leaves it when a
 * station has a place for it, so that what waits shows how many more are needed; where there is
 * none, all wait. What a station could not draw goes back to the front. Safe for use by several
 * threads.
 */
public final class DrawQueue implements AutoCloseable {
  /** What is expected where nobody draws. */
  private static final Duration NOT_SOON = Duration.ofMinutes(1);

  private final Stations stations;
  private final DrawQueueSettings settings;
  private final DrawListener listener;
  private final AtomicLong meanDrawNanos = new AtomicLong(TimeUnit.SECONDS.toNanos(1));
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private final Deque<QueuedDraw> waiting = new ArrayDeque<>();
  private int running;
  private boolean closing;

  /** A queue in front of these stations, which stay the caller's. */
  public DrawQueue(Stations stations, DrawQueueSettings settings, DrawListener listener) {
    this.stations = stations;
    this.settings = settings;
    this.listener = listener;
    stations.onFree(this::dispatch);
  }

  /**
   * Queues a draw and returns at once.
   *
   * @param watch told how far the draw is, until {@code whenDone} is told how it ended
   * @param whenDone told the outcome on the drawer's thread, or on the caller's of {@link
   *     Ticket#cancel} or {@link #drain}
   * @return the ticket, or nothing when the queue is full or closed
   */
  public Optional<Ticket> submit(Recipe recipe, DrawWatch watch, Consumer<DrawResult> whenDone) {
    QueuedDraw draw = new QueuedDraw(recipe, watch, whenDone, listener, System.nanoTime());
    lock.lock();
    try {
      if (closing || waiting.size() >= settings.capacity()) {
        return Optional.empty();
      }
      waiting.addLast(draw);
    } finally {
      lock.unlock();
    }
    dispatch();
    return Optional.of(new Place(draw));
  }

  /** Draws that wait for a place. */
  public int waiting() {
    return demand().queued();
  }

  /** Draws that run. */
  public int running() {
    return demand().drawing();
  }

  /** What waits and runs, at one moment. */
  public Demand demand() {
    lock.lock();
    try {
      QueuedDraw first = waiting.peekFirst();
      Duration oldest =
          first == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - first.since());
      return new Demand(waiting.size(), running, oldest);
    } finally {
      lock.unlock();
    }
  }

  /** How many engines there are that draw. */
  public int engines() {
    return stations.count();
  }

  /** How long a draw that arrives now would take, from the mean of late ones. */
  public Duration expectedWait() {
    int places = stations.places();
    if (places == 0) {
      return NOT_SOON;
    }
    int rounds = 1 + demand().total() / places;
    return Duration.ofNanos(rounds * meanDrawNanos.get());
  }

  /** Whether new draws are refused because the queue is closing. */
  public boolean isClosing() {
    lock.lock();
    try {
      return closing;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Refuses new draws, gives up those that have not begun, and waits for the others.
   *
   * @return whether all that had begun were finished within the grace period
   */
  public boolean drain(Duration grace) {
    giveUpWaiting();
    lock.lock();
    try {
      long left = grace.toNanos();
      while (running > 0 && left > 0) {
        left = idle.awaitNanos(left);
      }
      return running == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private void giveUpWaiting() {
    List<QueuedDraw> left;
    lock.lock();
    try {
      closing = true;
      left = new ArrayList<>(waiting);
      waiting.clear();
    } finally {
      lock.unlock();
    }
    left.forEach(QueuedDraw::cancelled);
  }

  @Override
  public void close() {
    drain(Duration.ZERO);
  }

  /** A queued draw. */
  public interface Ticket {
    /** Takes the draw back if it has not begun. */
    void cancel();

    /** How many draws come before it; empty while it does not wait. */
    OptionalInt ahead();
  }

  private final class Place implements Ticket {
    private final QueuedDraw draw;

    Place(QueuedDraw draw) {
      this.draw = draw;
    }

    @Override
    public void cancel() {
      takeBack(draw);
    }

    @Override
    public OptionalInt ahead() {
      return DrawQueue.this.ahead(draw);
    }
  }

  /** Looked for when it is asked, which is seldom; draws that come and go need tell nobody. */
  private OptionalInt ahead(QueuedDraw draw) {
    lock.lock();
    try {
      int others = 0;
      for (QueuedDraw other : waiting) {
        if (other == draw) {
          return OptionalInt.of(others);
        }
        others++;
      }
      return OptionalInt.empty();
    } finally {
      lock.unlock();
    }
  }

  private void takeBack(QueuedDraw draw) {
    boolean taken;
    lock.lock();
    try {
      taken = waiting.remove(draw);
    } finally {
      lock.unlock();
    }
    if (taken) {
      draw.cancelled();
    }
  }

  /** Gives as many draws to stations as they take. */
  private void dispatch() {
    lock.lock();
    try {
      for (QueuedDraw draw = waiting.peekFirst(); draw != null; draw = waiting.peekFirst()) {
        Optional<Stations.Claim> place = stations.claim(draw.failedAt());
        if (place.isEmpty()) {
          return;
        }
        start(waiting.removeFirst(), place.get());
      }
    } finally {
      lock.unlock();
    }
  }

  private void start(QueuedDraw draw, Stations.Claim place) {
    running++;
    try {
      place.station().threads().execute(() -> run(draw, place));
    } catch (Throwable e) { // there is no memory for a thread
      running--;
      waiting.addFirst(draw);
      place.abandon();
      throw e;
    }
  }

  private void run(QueuedDraw draw, Stations.Claim place) {
    long start = System.nanoTime();
    Optional<DrawResult> result = draw.attempt(place, settings.attempts());
    if (result.isEmpty() && !comesBack(draw)) {
      result = Optional.of(new DrawResult.Failed("the origin is stopping"));
    }
    long nanos = System.nanoTime() - start;
    if (result.orElse(null) instanceof DrawResult.Drawn) {
      meanDrawNanos.accumulateAndGet(nanos, (mean, last) -> mean - mean / 8 + last / 8);
    }
    dispatch();
    try {
      result.ifPresent(end -> draw.finished(end, Duration.ofNanos(nanos)));
    } finally {
      if (result.isPresent()) {
        ended();
      }
    }
  }

  /** Puts a draw that was not drawn in front of those that came later. */
  private boolean comesBack(QueuedDraw draw) {
    lock.lock();
    try {
      if (closing) {
        return false;
      }
      running--;
      draw.queuedAgain(); // before another thread can begin it
      waiting.addFirst(draw);
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** After whoever waited was told, so that a drained queue has nothing left to tell. */
  private void ended() {
    lock.lock();
    try {
      running--;
      if (running == 0) {
        idle.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }
}
