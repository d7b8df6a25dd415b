package io.avatarorigin.diffusion;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a model is run. Too few threads or providers are an IllegalArgumentException.
 *
 * @param intraOpThreads threads that share the work of one draw, at least 1
 * @param providers what shall run it, best first; those that cannot be had are left out, so without
 *     {@link ExecutionProvider.Cpu} at the end there is no falling back to the processor. Never
 *     empty
 * @param safety what becomes of pictures that the model's safety checker refuses, where it has one
 * @param compiled the folder in which TensorRT keeps what it compiled, for the next load; empty
 *     where it compiles each time. It is for one model alone: TensorRT does not see that a file in
 *     it was compiled of other weights
 * @param graphs the folder in which optimized graphs are stored, with their weights, for the next
 *     load; empty where they are optimized each time. It may serve many models and processes, and
 *     loads go on without it where it is of no use. Whoever can write to it decides what is
 *     computed. On the processor alone: other providers make nothing that could be stored
 */
public record ExecutionOptions(
    int intraOpThreads,
    List<ExecutionProvider> providers,
    SafetyPolicy safety,
    Optional<Path> compiled,
    Optional<Path> graphs) {

  private static final int USUAL_REDRAWS = 3;

  public ExecutionOptions {
    if (intraOpThreads < 1) {
      throw new IllegalArgumentException(
          "intraOpThreads must be at least 1, not " + intraOpThreads);
    }
    if (providers.isEmpty()) {
      throw new IllegalArgumentException("providers must name one at least, for instance cpu");
    }
    providers = List.copyOf(providers);
  }

  /**
   * One thread a draw: on nets as small as the bundled one a second thread wastes up to half, while
   * two draws side by side do twice the work. Refused pictures are drawn anew up to three times.
   */
  public static ExecutionOptions onCpu() {
    return onCpu(1);
  }

  /** The same with so many threads for one draw. */
  public static ExecutionOptions onCpu(int intraOpThreads) {
    return new ExecutionOptions(
        intraOpThreads,
        List.of(new ExecutionProvider.Cpu()),
        new SafetyPolicy.Redraw(USUAL_REDRAWS),
        Optional.empty(),
        Optional.empty());
  }

  /** The same on other providers. */
  public ExecutionOptions on(List<ExecutionProvider> others) {
    return new ExecutionOptions(intraOpThreads, others, safety, compiled, graphs);
  }

  /** The same under another policy. */
  public ExecutionOptions withSafety(SafetyPolicy policy) {
    return new ExecutionOptions(intraOpThreads, providers, policy, compiled, graphs);
  }

  /** The same with a folder for what TensorRT compiles, which is made where it is missing. */
  public ExecutionOptions keepingCompiled(Path folder) {
    return new ExecutionOptions(intraOpThreads, providers, safety, Optional.of(folder), graphs);
  }

  /** The same with a folder for optimized graphs, which is made where it is missing. */
  public ExecutionOptions keepingGraphs(Path folder) {
    return new ExecutionOptions(intraOpThreads, providers, safety, compiled, Optional.of(folder));
  }
}
