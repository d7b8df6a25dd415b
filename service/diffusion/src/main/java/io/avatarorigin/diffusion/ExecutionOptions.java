package io.avatarorigin.diffusion;

/**
 * How a model is run.
 *
 * @param intraOpThreads threads that share the work of one draw, at least 1
 */
public record ExecutionOptions(int intraOpThreads) {

  public ExecutionOptions {
    if (intraOpThreads < 1) {
      throw new IllegalArgumentException(
          "intraOpThreads must be at least 1, not " + intraOpThreads);
    }
  }

  /**
   * One thread a draw: on nets as small as the bundled one a second thread wastes up to half, while
   * two draws side by side do twice the work.
   */
  public static ExecutionOptions onCpu() {
    return new ExecutionOptions(1);
  }
}
