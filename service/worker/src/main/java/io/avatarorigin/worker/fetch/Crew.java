package io.avatarorigin.worker.fetch;

import io.avatarorigin.worker.fetch.source.FetchException;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Does the same for each of several files, a few at once. */
final class Crew {
  private static final long SECONDS_TO_STOP = 60;

  private Crew() {}

  /** Returns when all is done; the first failure ends what still runs and is thrown. */
  static <T> void each(int threads, List<T> items, Consumer<T> work) {
    ExecutorService executor =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("model-fetch-", 0).factory());
    try {
      CompletionService<T> running = new ExecutorCompletionService<>(executor);
      items.forEach(item -> running.submit(() -> work.accept(item), item));
      for (int ended = 0; ended < items.size(); ended++) {
        running.take().get();
      }
    } catch (ExecutionException e) {
      throw failure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FetchException(FetchException.Kind.CANCELLED, "interrupted", e);
    } finally {
      stop(executor);
    }
  }

  private static RuntimeException failure(ExecutionException failure) {
    return failure.getCause() instanceof RuntimeException known
        ? known
        : new IllegalStateException(failure);
  }

  /** Nobody writes any more when it returns. */
  private static void stop(ExecutorService executor) {
    executor.shutdownNow();
    boolean interrupted = Thread.interrupted();
    try {
      executor.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
