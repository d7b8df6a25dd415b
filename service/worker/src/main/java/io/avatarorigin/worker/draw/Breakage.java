package io.avatarorigin.worker.draw;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Tells failures that only a new process mends: memory that is gone, a GPU that is lost. */
final class Breakage {
  /** What ONNX Runtime and CUDA say then, in lower case. */
  private static final List<String> SIGNS =
      List.of(
          "cuda failure",
          "cuda error",
          "cudnn failure",
          "cudnn error",
          "cublas failure",
          "device lost",
          "device-side assert",
          "gpu is lost",
          "out of memory",
          "bad_alloc",
          "bad allocation",
          "failed to allocate memory");

  private Breakage() {}

  /** Why the process is of no more use; nothing where another draw may succeed. */
  static Optional<String> of(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof OutOfMemoryError) {
        return Optional.of("out of memory: " + cause.getMessage());
      }
      String message = String.valueOf(cause.getMessage());
      String searched = message.toLowerCase(Locale.ROOT);
      if (SIGNS.stream().anyMatch(searched::contains)) {
        return Optional.of(message.strip().replaceAll("\\s+", " "));
      }
    }
    return Optional.empty();
  }
}
