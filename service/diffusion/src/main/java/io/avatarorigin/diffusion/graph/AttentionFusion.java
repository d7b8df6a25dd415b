package io.avatarorigin.diffusion.graph;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/**
 * Finds attention as PyTorch exports its scaled_dot_product_attention without a mask, some twenty
 * nodes that write the scores of all tokens against all to memory, and makes it ONNX Runtime's one
 * MultiHeadAttention, which does not.
 */
final class AttentionFusion {

  private static final List<Long> TOKENS_AND_HEADS_SWAPPED = List.of(0L, 2L, 1L, 3L);
  private static final List<Long> SWAPPED_AND_TRANSPOSED = List.of(0L, 2L, 3L, 1L);
  private static final int ATTRIBUTE_NAME = 1;
  private static final int ATTRIBUTE_TYPE = 20;
  private static final int TYPE_INTEGER = 2;

  private final OnnxGraph graph;

  AttentionFusion(OnnxGraph graph) {
    this.graph = graph;
  }

  /**
   * Queries, keys or values, [batch, tokens, heads * width], and how they are split into heads.
   *
   * @param whole before
   * @param heads how many
   */
  private record Split(String whole, int heads) {}

  /** How many were found. */
  int apply() {
    int found = 0;
    for (GraphNode softmax : graph.nodes("Softmax")) {
      found += fuse(softmax) ? 1 : 0;
    }
    graph.removeUnread();
    return found;
  }

  private boolean fuse(GraphNode softmax) {
    Optional<GraphNode> scores =
        graph.producer(softmax.input(0), "MatMul").filter(_ -> isOverTheLastAxis(softmax));
    Optional<Split> queries =
        scores.flatMap(node -> scaled(node.input(0), TOKENS_AND_HEADS_SWAPPED));
    Optional<Split> keys = scores.flatMap(node -> scaled(node.input(1), SWAPPED_AND_TRANSPOSED));
    Optional<GraphNode> mixed =
        graph
            .onlyConsumer(softmax.outputs().getFirst(), "MatMul")
            .filter(node -> node.input(0).equals(softmax.outputs().getFirst()));
    Optional<Split> values = mixed.flatMap(node -> split(node.input(1), TOKENS_AND_HEADS_SWAPPED));
    Optional<GraphNode> merged =
        mixed
            .flatMap(node -> graph.onlyConsumer(node.outputs().getFirst(), "Transpose"))
            .filter(node -> node.integers("perm").equals(TOKENS_AND_HEADS_SWAPPED))
            .flatMap(node -> graph.onlyConsumer(node.outputs().getFirst(), "Reshape"))
            .filter(node -> parts(node.input(1)).size() == 3);
    if (queries.isEmpty() || keys.isEmpty() || values.isEmpty() || merged.isEmpty()) {
      return false;
    }
    int heads = queries.get().heads();
    if (keys.get().heads() != heads || values.get().heads() != heads) {
      return false;
    }
    List<String> inputs = List.of(queries.get().whole(), keys.get().whole(), values.get().whole());
    graph.replace(
        merged.get(),
        GraphNode.ofRuntime(
            "MultiHeadAttention", inputs, merged.get().outputs(), List.of(numberOfHeads(heads))));
    return true;
  }

  private static boolean isOverTheLastAxis(GraphNode softmax) {
    List<Long> axis = softmax.integers("axis");
    return axis.isEmpty() || axis.equals(List.of(-1L)) || axis.equals(List.of(3L));
  }

  /** Split into heads, and each multiplied with the fourth root of one over their width. */
  private Optional<Split> scaled(String value, List<Long> order) {
    return graph
        .producer(value, "Mul")
        .filter(product -> isFourthRoot(product.input(1)))
        .flatMap(product -> split(product.input(0), order));
  }

  private Optional<Split> split(String value, List<Long> order) {
    return graph
        .producer(value, "Transpose")
        .filter(swap -> swap.integers("perm").equals(order))
        .flatMap(swap -> graph.producer(swap.input(0), "Reshape"))
        .flatMap(this::splitBy);
  }

  private Optional<Split> splitBy(GraphNode reshape) {
    List<String> parts = parts(reshape.input(1));
    if (parts.size() != 4 || graph.scalar(parts.get(1)).orElse(0) != -1) {
      return Optional.empty();
    }
    double heads = graph.scalar(parts.get(2)).orElse(0);
    return heads >= 1 ? Optional.of(new Split(reshape.input(0), (int) heads)) : Optional.empty();
  }

  /** The parts that a shape is put together of. */
  private List<String> parts(String shape) {
    return graph.producer(shape, "Concat").map(GraphNode::inputs).orElse(List.of());
  }

  /** sqrt(1 / sqrt(width)), the width read from the shape of what is scaled. */
  private boolean isFourthRoot(String value) {
    return graph
        .producer(value, "Sqrt")
        .flatMap(root -> uncast(root.input(0), "Div"))
        .filter(part -> graph.scalar(part.input(0)).orElse(0) == 1)
        .flatMap(part -> uncast(part.input(1), "Sqrt"))
        .flatMap(root -> uncast(root.input(0), "Slice"))
        .filter(last -> graph.scalar(last.input(1)).orElse(0) == -1)
        .flatMap(last -> shapeBehind(last.input(0)))
        .flatMap(shape -> graph.producer(shape.input(0)))
        .filter(node -> node.is("Transpose") || node.is("Reshape"))
        .isPresent();
  }

  /** ONNX Runtime's own optimizer reads the shape before the transposition and reorders that. */
  private Optional<GraphNode> shapeBehind(String value) {
    return graph
        .producer(value, "Shape")
        .or(
            () ->
                graph
                    .producer(value, "Gather")
                    .flatMap(gather -> graph.producer(gather.input(0), "Shape")));
  }

  private Optional<GraphNode> uncast(String value, String operator) {
    return graph
        .producer(value, operator)
        .or(
            () ->
                graph
                    .producer(value, "Cast")
                    .flatMap(cast -> graph.producer(cast.input(0), operator)));
  }

  private static ByteBuffer numberOfHeads(int heads) {
    return WireField.message(
        List.of(
            WireField.ofText(ATTRIBUTE_NAME, "num_heads"),
            WireField.ofVarint(OnnxGraph.ATTRIBUTE_INTEGER, heads),
            WireField.ofVarint(ATTRIBUTE_TYPE, TYPE_INTEGER)));
  }
}
