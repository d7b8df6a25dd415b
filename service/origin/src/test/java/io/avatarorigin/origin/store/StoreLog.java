package io.avatarorigin.origin.store;

import java.util.concurrent.atomic.AtomicLong;

/** A listener that counts. */
final class StoreLog implements StoreListener {
  final AtomicLong damaged = new AtomicLong();
  final AtomicLong diskFailures = new AtomicLong();
  final AtomicLong evicted = new AtomicLong();

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
}
