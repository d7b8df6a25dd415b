package io.avatarorigin.diffusion;

import ai.onnxruntime.OrtEnvironment;

/** ONNX Runtime's environment, of which a process has one. */
final class OnnxEnvironment {
  /**
   * Reserved, not used up: ONNX Runtime 1.29 reads the process' command line by a regular
   * expression that recurses once for each character, and a class path of some thousand ends the
   * process in a stack overflow that no handler sees.
   */
  private static final long STACK_BYTES = 256L << 20;

  private static final OrtEnvironment SHARED = onALargeStack();

  private OnnxEnvironment() {}

  /** The environment; the first call loads the natives. */
  static OrtEnvironment shared() {
    return SHARED;
  }

  private static OrtEnvironment onALargeStack() {
    Thread starting =
        new Thread(null, OrtEnvironment::getEnvironment, "onnxruntime-start", STACK_BYTES);
    starting.start();
    try {
      starting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return OrtEnvironment.getEnvironment();
  }
}
