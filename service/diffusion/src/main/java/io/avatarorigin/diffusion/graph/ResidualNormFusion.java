package io.avatarorigin.diffusion.graph;

import java.util.List;
import java.util.Optional;

/**
 * Finds the layer norm of what a projection adds to its input, as transformers have it, and makes
 * sum and norm ONNX Runtime's one SkipLayerNormalization.
 */
final class ResidualNormFusion {

  private static final int SCALE_AND_SHIFT = 3;

  private final OnnxGraph graph;

  ResidualNormFusion(OnnxGraph graph) {
    this.graph = graph;
  }

  /** How many were found. */
  int apply() {
    int found = 0;
    for (GraphNode norm : graph.nodes("LayerNormalization")) {
      Optional<GraphNode> sum =
          graph.producer(norm.input(0), "Add").filter(add -> canFuse(add, norm));
      if (sum.isPresent()) {
        fuse(sum.get(), norm);
        found++;
      }
    }
    return found;
  }

  /** Both addends have the shape of the sum: a projection's, and what went into its block. */
  private boolean canFuse(GraphNode sum, GraphNode norm) {
    String value = sum.outputs().getFirst();
    return norm.inputs().size() == SCALE_AND_SHIFT
        && norm.outputs().size() == 1
        && norm.integers("axis").equals(List.of(-1L))
        && norm.attribute("epsilon").isPresent()
        && (isProjection(sum.input(0)) || isProjection(sum.input(1)))
        && sum.inputs().stream().noneMatch(graph::isWeight)
        && graph.consumers(value).stream()
            .allMatch(node -> node.equals(norm) || graph.comesBefore(norm, node));
  }

  /** A product and its bias, which exports in fp16 divide by one. */
  private boolean isProjection(String value) {
    String sum =
        graph
            .producer(value, "Div")
            .filter(quotient -> graph.scalar(quotient.input(1)).orElse(0) == 1)
            .map(quotient -> quotient.input(0))
            .orElse(value);
    return graph
        .producer(sum, "Add")
        .filter(add -> isBiased(add.input(0), add.input(1)) || isBiased(add.input(1), add.input(0)))
        .isPresent();
  }

  private boolean isBiased(String product, String bias) {
    return graph.isWeight(bias) && graph.producer(product, "MatMul").isPresent();
  }

  private void fuse(GraphNode sum, GraphNode norm) {
    List<String> inputs = List.of(sum.input(0), sum.input(1), norm.input(1), norm.input(2));
    // The second and third output are mean and deviation, which nobody reads.
    List<String> outputs = List.of(norm.outputs().getFirst(), "", "", sum.outputs().getFirst());
    graph.replace(
        norm,
        GraphNode.ofRuntime(
            "SkipLayerNormalization",
            inputs,
            outputs,
            norm.attribute("epsilon").stream().toList()));
    graph.remove(sum);
  }
}
