package io.avatarorigin.origin.store;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Painting and encoding on platform threads, small pictures before large ones: a 2048 pixel
 * rendition costs a hundred times what an 80 pixel one does, and must not keep those waiting.
 * Bounded, so that a flood of sizes is refused rather than kept.
 */
public final class EncodeQueue implements AutoCloseable {
  private final ThreadPoolExecutor threads;
  private final int capacity;
  private final AtomicLong arrivals = new AtomicLong();

  /**
   * A queue that begins to work at once.
   *
   * @param name what its threads are called
   * @param capacity how many pictures may wait
   */
  public EncodeQueue(String name, int threads, int capacity) {
    this.capacity = capacity;
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            Thread.ofPlatform().name(name + "-", 0).daemon().factory());
  }

  /**
   * Queues work on a picture of this side, in pixels.
   *
   * @throws RejectedExecutionException when too many wait, or the queue is closed
   */
  public <T> CompletableFuture<T> submit(int size, Supplier<T> work) {
    if (threads.getQueue().size() >= capacity) {
      throw new RejectedExecutionException("too many pictures wait for the threads");
    }
    CompletableFuture<T> result = new CompletableFuture<>();
    threads.execute(new Task<>(size, arrivals.incrementAndGet(), work, result));
    return result;
  }

  @Override
  public void close() {
    threads.shutdown();
  }

  private record Task<T>(int size, long arrival, Supplier<T> work, CompletableFuture<T> result)
      implements Runnable, Comparable<Task<?>> {
    /** The outermost frame of the work: whatever goes wrong, those who wait are told. */
    @Override
    public void run() {
      try {
        result.complete(work.get());
      } catch (Throwable e) {
        result.completeExceptionally(e);
      }
    }

    @Override
    public int compareTo(Task<?> other) {
      return size == other.size
          ? Long.compare(arrival, other.arrival)
          : Integer.compare(size, other.size);
    }
  }
}
