package io.avatarorigin.origin.engine;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;

/**
 * Where draws are sent: one engine, how many it draws at once, and how it has done lately. After
 * {@value #FAULTS_BORNE} faults in a row it is left alone for a while, and then tried with one draw
 * at a time until it delivers again. Not safe for use by several threads: {@link Stations} sees to
 * that.
 */
public final class Station {
  private static final int FAULTS_BORNE = 3;
  private static final Duration FIRST_REST = Duration.ofSeconds(1);
  private static final Duration LONGEST_REST = Duration.ofSeconds(30);
  private static final int MOST_DOUBLINGS = 5;

  private final String name;
  private final Engine engine;
  private final Executor threads;
  private int places;
  private int outstanding;
  private int faults;
  private long restEnds;
  private boolean resting;

  private Station(String name, Engine engine, int places, Executor threads) {
    this.name = name;
    this.engine = engine;
    this.places = places;
    this.threads = threads;
  }

  /** An engine in this process, which computes: platform threads, or it would hold up requests. */
  public static Station inProcess(Engine engine, int places) {
    return new Station(
        "embedded",
        engine,
        places,
        Executors.newCachedThreadPool(Thread.ofPlatform().name("drawer-", 0).daemon().factory()));
  }

  /** An engine that is waited for: virtual threads. */
  public static Station remote(String name, Engine engine, int places) {
    return new Station(
        name,
        engine,
        places,
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name + "-", 0).factory()));
  }

  /** For people, in the log. */
  public String name() {
    return name;
  }

  Engine engine() {
    return engine;
  }

  Executor threads() {
    return threads;
  }

  int places() {
    return places;
  }

  void resize(int places) {
    this.places = places;
  }

  int outstanding() {
    return outstanding;
  }

  boolean isDoubtful() {
    return faults >= FAULTS_BORNE;
  }

  /** Whether it may be given one more draw. */
  boolean isFree(LongSupplier nanoTime) {
    if (resting && nanoTime.getAsLong() - restEnds < 0) {
      return false;
    }
    resting = false;
    return outstanding < (isDoubtful() ? Math.min(1, places) : places);
  }

  void claim() {
    outstanding++;
  }

  void delivered() {
    outstanding--;
    faults = 0;
    resting = false;
  }

  /**
   * A draw came to nothing.
   *
   * @return how long it is left alone; zero for not at all
   */
  Duration failed(EngineException failure, LongSupplier nanoTime) {
    outstanding--;
    Duration rest = Duration.ZERO;
    if (failure.trouble().isFault()) {
      faults++;
      if (isDoubtful()) {
        int doublings = Math.min(faults - FAULTS_BORNE, MOST_DOUBLINGS);
        rest = FIRST_REST.multipliedBy(1L << doublings);
      }
    } else if (failure.trouble() == EngineException.Trouble.BUSY) {
      rest = failure.rest();
    }
    rest = rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest;
    if (rest.isPositive()) {
      resting = true;
      restEnds = nanoTime.getAsLong() + rest.toNanos();
    }
    return rest;
  }
}
