package io.avatarorigin.diffusion;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Which of the wanted execution providers run a model, and why the others do not.
 *
 * @param used in the order in which ONNX Runtime offers them each operation; none is an
 *     IllegalArgumentException
 * @param skipped those that cannot be had
 */
public record ProviderChoice(List<ExecutionProvider> used, List<Skipped> skipped) {

  public ProviderChoice {
    used = List.copyOf(used);
    skipped = List.copyOf(skipped);
    if (used.isEmpty()) {
      throw new IllegalArgumentException("a model needs a provider to run on");
    }
  }

  /**
   * A provider that cannot be had.
   *
   * @param reason in one line
   */
  public record Skipped(ExecutionProvider provider, String reason) {
    @Override
    public String toString() {
      return provider + " (" + reason + ")";
    }
  }

  /** In one line: the order of those used, then those skipped with the reason. */
  @Override
  public String toString() {
    String order =
        used.stream().map(ExecutionProvider::toString).collect(Collectors.joining(", then "));
    return skipped.isEmpty()
        ? order
        : order
            + "; not "
            + skipped.stream().map(Skipped::toString).collect(Collectors.joining(", not "));
  }
}
