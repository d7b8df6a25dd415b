package io.avatarorigin.worker.fetch.source;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tries again, after growing waits, what fails with an {@link IOException}. Safe for use by several
 * threads.
 *
 * @param notes is told of each failure after which it goes on
 */
public record Retries(RetryPolicy policy, Pauses pauses, Consumer<String> notes) {
  /** How a wait is spent. */
  @FunctionalInterface
  public interface Pauses {
    void pause(Duration length) throws InterruptedException;
  }

  /** Something that may fail. */
  @FunctionalInterface
  public interface Attempt<T> {
    T run() throws IOException;
  }

  /**
   * Tries until it succeeds.
   *
   * @param what is tried, for messages
   * @throws FetchException of kind UNREACHABLE after the last attempt
   */
  public <T> T call(String what, Attempt<T> attempt) {
    return call(what, attempt, () -> 0);
  }

  /**
   * The same for something that gets on even by attempts that fail.
   *
   * @param progress grows as it gets on; then failures are counted anew
   */
  public <T> T call(String what, Attempt<T> attempt, LongSupplier progress) {
    int failures = 0;
    while (true) {
      long before = progress.getAsLong();
      try {
        return attempt.run();
      } catch (IOException e) {
        failures = progress.getAsLong() > before ? 1 : failures + 1;
        if (failures >= policy.attempts()) {
          throw new FetchException(
              FetchException.Kind.UNREACHABLE,
              "%s: %s (tried %d times)".formatted(what, reason(e), failures),
              e);
        }
        Duration wait = wait(e, failures);
        notes.accept("%s: %s; trying again in %s".formatted(what, reason(e), text(wait)));
        pause(what, wait);
      }
    }
  }

  private Duration wait(IOException failure, int failures) {
    return failure instanceof TransientFailure known
        ? known.retryAfter().map(policy::shorter).orElseGet(() -> policy.wait(failures))
        : policy.wait(failures);
  }

  private void pause(String what, Duration length) {
    try {
      pauses.pause(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FetchException(FetchException.Kind.CANCELLED, what + ": interrupted", e);
    }
  }

  private static String text(Duration wait) {
    return wait.toMillis() % 1000 == 0 ? wait.toSeconds() + " s" : wait.toMillis() + " ms";
  }

  private static String reason(IOException failure) {
    String message = failure.getMessage();
    return failure instanceof TransientFailure && message != null
        ? message
        : failure.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
