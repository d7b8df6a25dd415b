package io.avatarorigin.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Does workers harm in an order that a seed decides, one thing at a time to each. */
final class Turmoil {
  private final List<Victim> victims;
  private final long seed;
  private final AtomicInteger disturbances = new AtomicInteger();

  Turmoil(List<Victim> victims, long seed) {
    this.victims = victims;
    this.seed = seed;
  }

  /** A worker and the line to it. */
  record Victim(HarmedWorker worker, UnreliableLine line) {}

  /** What can happen to a worker. */
  private enum Harm {
    KILL,
    STOP,
    TERMINATE,
    SLOW,
    JUNK,
    CUT
  }

  /** Rages for this time, and returns when all workers are whole again. */
  void rage(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> raging = new ArrayList<>();
      for (int i = 0; i < victims.size(); i++) {
        Victim victim = victims.get(i);
        Random chance = new Random(seed * 31 + i);
        Callable<Integer> harming = () -> harm(victim, chance, end);
        raging.add(threads.submit(harming));
      }
      for (Future<Integer> each : raging) {
        disturbances.addAndGet(each.get());
      }
    } catch (Exception e) {
      throw new AssertionError("the turmoil broke; seed " + seed, e);
    }
  }

  int disturbances() {
    return disturbances.get();
  }

  private static int harm(Victim victim, Random chance, long end) {
    int done = 0;
    while (true) {
      pass(chance, 500, 4000);
      if (System.nanoTime() > end) {
        return done;
      }
      done++;
      switch (Harm.values()[chance.nextInt(Harm.values().length)]) {
        case KILL -> {
          victim.worker().kill();
          victim.line().shut();
          comeBack(victim, chance);
        }
        case TERMINATE -> {
          victim.worker().terminate();
          victim.line().shut();
          comeBack(victim, chance);
        }
        case STOP -> {
          victim.worker().stop();
          pass(chance, 500, 9000);
          victim.worker().go();
        }
        case SLOW -> during(victim, UnreliableLine.Mode.SLOW, chance, 5000);
        case JUNK -> during(victim, UnreliableLine.Mode.JUNK, chance, 3000);
        case CUT -> during(victim, UnreliableLine.Mode.CUT, chance, 1500);
      }
    }
  }

  private static void comeBack(Victim victim, Random chance) {
    pass(chance, 200, 2000);
    victim.worker().restart();
    victim.line().reopen();
  }

  private static void during(Victim victim, UnreliableLine.Mode mode, Random chance, int longest) {
    victim.line().mode(mode);
    pass(chance, 500, longest);
    victim.line().mode(UnreliableLine.Mode.PASS);
  }

  private static void pass(Random chance, int least, int most) {
    LockSupport.parkNanos(Duration.ofMillis(chance.nextInt(least, most)).toNanos());
  }
}
