package io.avatarorigin.origin.engine;

import io.avatarorigin.origin.avatar.Recipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The stations that there are now; they come and go. Gives each draw the one with the least to do.
 * Safe for use by several threads.
 */
public final class Stations {
  private final ReentrantLock lock = new ReentrantLock();
  private final LongSupplier nanoTime;

  /** In the order in which they were claimed last, so that equally busy ones take turns. */
  private final List<Station> stations = new ArrayList<>();

  private volatile Runnable onFree = () -> {};

  public Stations() {
    this(System::nanoTime);
  }

  Stations(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** One station for good. */
  public static Stations of(Station station) {
    Stations stations = new Stations();
    stations.open(station);
    return stations;
  }

  /** Sends draws to it from now on. */
  public void open(Station station) {
    lock.lock();
    try {
      stations.addFirst(station);
    } finally {
      lock.unlock();
    }
    onFree.run();
  }

  /** Sends it no more draws; those that it has go on. */
  public void close(Station station) {
    lock.lock();
    try {
      stations.remove(station);
    } finally {
      lock.unlock();
    }
  }

  /** It draws so many at once from now on. */
  public void resize(Station station, int places) {
    lock.lock();
    try {
      station.resize(places);
    } finally {
      lock.unlock();
    }
    onFree.run();
  }

  /** How many draws a station has now, also one that is closed. */
  public int outstanding(Station station) {
    lock.lock();
    try {
      return station.outstanding();
    } finally {
      lock.unlock();
    }
  }

  /** Whether it is left alone, or only tried, for what it failed at. */
  public boolean isDoubtful(Station station) {
    lock.lock();
    try {
      return station.isDoubtful();
    } finally {
      lock.unlock();
    }
  }

  /** How many stations there are. */
  public int count() {
    lock.lock();
    try {
      return stations.size();
    } finally {
      lock.unlock();
    }
  }

  /** How many draws they take at once, all together. */
  public int places() {
    lock.lock();
    try {
      return stations.stream().mapToInt(Station::places).sum();
    } finally {
      lock.unlock();
    }
  }

  /** Whom to tell that one may be claimed again; called without the lock. */
  void onFree(Runnable listener) {
    onFree = listener;
  }

  /**
   * A place at the station that has the least to do for what it can do.
   *
   * @param avoided stations that are taken only where no other is free
   */
  Optional<Claim> claim(Set<Station> avoided) {
    lock.lock();
    try {
      Optional<Station> free =
          stations.stream()
              .filter(station -> station.isFree(nanoTime))
              .min(
                  Comparator.<Station, Boolean>comparing(avoided::contains)
                      .thenComparing(Station::isDoubtful)
                      .thenComparingDouble(s -> (double) s.outstanding() / s.places()));
      free.ifPresent(
          station -> {
            station.claim();
            stations.remove(station);
            stations.addLast(station);
          });
      return free.map(Claim::new);
    } finally {
      lock.unlock();
    }
  }

  /** One draw's place at a station, until the draw has ended. */
  final class Claim {
    private final Station station;

    private Claim(Station station) {
      this.station = station;
    }

    Station station() {
      return station;
    }

    /** Draws, and gives the place back. */
    Drawing draw(Recipe recipe, DrawWatch watch) {
      try {
        Drawing drawing = station.engine().draw(recipe, watch);
        freed(() -> station.delivered());
        return drawing;
      } catch (EngineException e) {
        failed(e);
        throw e;
      } catch (Throwable e) {
        failed(new EngineException("unexpected", e));
        throw e;
      }
    }

    /** Gives the place back without a draw; for a while the station is left alone. */
    void abandon() {
      failed(EngineException.busy("abandoned", Duration.ofSeconds(1)));
    }

    private void failed(EngineException failure) {
      freed(
          () -> {
            Duration rest = station.failed(failure, nanoTime);
            if (rest.isPositive()) {
              CompletableFuture.delayedExecutor(rest.toNanos(), TimeUnit.NANOSECONDS)
                  .execute(onFree);
            }
          });
    }

    private void freed(Runnable how) {
      lock.lock();
      try {
        how.run();
      } finally {
        lock.unlock();
      }
    }
  }
}
