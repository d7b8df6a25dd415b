package io.avatarorigin.cli;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.jline.utils.Signals;

/**
 * The signals that tell the program to stop. They do not begin the JVM's shutdown: its hooks run
 * side by side, and ONNX Runtime's (microsoft/onnxruntime#31352) frees what running draws still
 * use, which crashes the process. Used by many threads.
 */
final class StopSignals {
  /** What a shell adds to a signal's number to tell it as an exit code. */
  private static final int EXIT_CODE_OF_SIGNALS = 128;

  private final IntConsumer halt;
  private final AtomicBoolean expected = new AtomicBoolean();
  private final CompletableFuture<Integer> received = new CompletableFuture<>();

  /**
   * @param halt ends the process at once, without shutdown hooks, with this exit code
   */
  StopSignals(IntConsumer halt) {
    this.halt = halt;
  }

  /** Takes the process's signals; one that nobody expects ends it at once. */
  void register() {
    Signals.register("HUP", () -> receive(1));
    Signals.register("INT", () -> receive(2));
    Signals.register("TERM", () -> receive(15));
  }

  void receive(int number) {
    int exitCode = EXIT_CODE_OF_SIGNALS + number;
    boolean first = expected.get() && received.complete(exitCode);
    if (!first) {
      halt.accept(exitCode);
    }
  }

  /**
   * From now on the first signal is handed to the caller, who ends the program in order; a second
   * one ends it at once.
   *
   * @return completed with the exit code when a signal comes
   */
  CompletableFuture<Integer> expect() {
    expected.set(true);
    return received;
  }
}
