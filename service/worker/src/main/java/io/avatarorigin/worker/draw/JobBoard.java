package io.avatarorigin.worker.draw;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The jobs under way, and for a while how those before them ended. Safe for use by several threads.
 */
final class JobBoard {
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final int MOST_KEPT = 1000;

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();

  /** In the order in which they came; guarded by the lock, as is what follows. */
  private final Set<Job> live = new LinkedHashSet<>();

  private final Map<String, Progress> known = new HashMap<>();
  private final Deque<Ended> ended = new ArrayDeque<>();

  private record Ended(Progress progress, Instant at) {}

  JobBoard(InstantSource clock) {
    this.clock = clock;
  }

  void add(Job job) {
    lock.lock();
    try {
      live.add(job);
      known.put(job.progress().id(), job.progress());
    } finally {
      lock.unlock();
    }
  }

  void ended(Job job) {
    lock.lock();
    try {
      live.remove(job);
      ended.addLast(new Ended(job.progress(), clock.instant()));
      forgetOld();
    } finally {
      lock.unlock();
    }
  }

  /** The newest order of this name. */
  Optional<Progress> find(String id) {
    lock.lock();
    try {
      forgetOld();
      return Optional.ofNullable(known.get(id));
    } finally {
      lock.unlock();
    }
  }

  /** The oldest first. */
  List<Job> live() {
    lock.lock();
    try {
      return List.copyOf(live);
    } finally {
      lock.unlock();
    }
  }

  private void forgetOld() {
    Instant oldest = clock.instant().minus(KEPT);
    while (!ended.isEmpty()
        && (ended.size() > MOST_KEPT || ended.getFirst().at().isBefore(oldest))) {
      Progress old = ended.removeFirst().progress();
      known.remove(old.id(), old); // not another of the same name
    }
  }
}
