package io.avatarorigin.origin.store;

import io.avatarorigin.origin.store.shared.SharedOutcome;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** A listener that counts. */
final class StoreLog implements StoreListener {
  final AtomicLong damaged = new AtomicLong();
  final AtomicLong diskFailures = new AtomicLong();
  final AtomicLong evicted = new AtomicLong();
  private final Queue<SharedOutcome> shared = new ConcurrentLinkedQueue<>();

  /** What became of the calls to the shared bucket since the last time this was asked. */
  List<SharedOutcome> shared() {
    List<SharedOutcome> all = List.copyOf(shared);
    shared.clear();
    return all;
  }

  @Override
  public void damaged() {
    damaged.incrementAndGet();
  }

  @Override
  public void diskFailed() {
    diskFailures.incrementAndGet();
  }

  @Override
  public void evicted(long files, long bytes) {
    evicted.addAndGet(files);
  }

  @Override
  public void shared(SharedOutcome outcome) {
    shared.add(outcome);
  }
}
