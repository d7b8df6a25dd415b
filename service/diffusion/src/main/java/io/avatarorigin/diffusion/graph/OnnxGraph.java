package io.avatarorigin.diffusion.graph;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A ModelProto whose nodes can be replaced; weights stay where they are in the given buffer and are
 * copied once, when it is encoded. Field numbers are those of onnx.proto. For one thread.
 */
final class OnnxGraph {

  static final String RUNTIME_DOMAIN = "com.microsoft";
  static final int ATTRIBUTE_INTEGER = 3;
  static final int ATTRIBUTE_INTEGERS = 8;

  private static final int GRAPH = 7;
  private static final int OPSET = 8;
  private static final int OPSET_DOMAIN = 1;
  private static final int OPSET_VERSION = 2;
  private static final int NODE = 1;
  private static final int INITIALIZER = 5;
  private static final int OUTPUT = 12;
  private static final int OUTPUT_NAME = 1;
  private static final int ATTRIBUTE_TENSOR = 5;
  private static final int TENSOR_TYPE = 2;
  private static final int TENSOR_FLOATS = 4;
  private static final int TENSOR_INTEGERS = 7;
  private static final int TENSOR_NAME = 8;
  private static final int TENSOR_RAW = 9;
  private static final int TYPE_FLOAT = 1;
  private static final int TYPE_INT64 = 7;
  private static final int TYPE_FLOAT16 = 10;

  private final List<WireField> model;
  private final List<WireField> unchanged = new ArrayList<>();
  private final List<GraphNode> nodes = new ArrayList<>();
  private final Map<String, ByteBuffer> initializers = new HashMap<>();
  private final Set<String> results = new HashSet<>();
  private final Map<String, GraphNode> producers = new HashMap<>();
  private final Map<String, List<GraphNode>> consumers = new HashMap<>();

  private OnnxGraph(ByteBuffer encoded) {
    model = WireField.of(encoded);
    for (WireField part : model) {
      if (part.number() == GRAPH) {
        WireField.of(part.content()).forEach(this::take);
      }
    }
    index();
  }

  static OnnxGraph parse(ByteBuffer encoded) {
    return new OnnxGraph(encoded);
  }

  List<GraphNode> nodes(String operator) {
    return nodes.stream().filter(node -> node.is(operator)).toList();
  }

  /** What gives a value, empty for inputs and weights. */
  Optional<GraphNode> producer(String value) {
    return Optional.ofNullable(producers.get(value));
  }

  /** What gives a value, where that is such an operator. */
  Optional<GraphNode> producer(String value, String operator) {
    return producer(value).filter(node -> node.is(operator));
  }

  List<GraphNode> consumers(String value) {
    return consumers.getOrDefault(value, List.of());
  }

  /** The one node that reads a value which is no result of the graph. */
  Optional<GraphNode> onlyConsumer(String value, String operator) {
    List<GraphNode> found = consumers(value);
    return found.size() == 1 && !results.contains(value)
        ? Optional.of(found.getFirst()).filter(node -> node.is(operator))
        : Optional.empty();
  }

  boolean isWeight(String value) {
    return initializers.containsKey(value);
  }

  boolean comesBefore(GraphNode first, GraphNode second) {
    return nodes.indexOf(first) < nodes.indexOf(second);
  }

  /** A constant of one element: a weight or a Constant. */
  OptionalDouble scalar(String value) {
    ByteBuffer tensor = initializers.get(value);
    if (tensor != null) {
      return scalar(tensor);
    }
    return producer(value, "Constant")
        .flatMap(node -> node.attribute("value"))
        .flatMap(attribute -> only(attribute, ATTRIBUTE_TENSOR))
        .map(field -> scalar(field.content()))
        .orElse(OptionalDouble.empty());
  }

  /** Puts a node where another was, which it makes superfluous. */
  void replace(GraphNode old, GraphNode replacement) {
    nodes.set(nodes.indexOf(old), replacement);
    index();
  }

  /** Takes a node out, whose outputs another one now gives. */
  void remove(GraphNode node) {
    nodes.remove(node);
    index();
  }

  /** Takes out what nobody reads any more. */
  void removeUnread() {
    while (nodes.removeIf(node -> node.outputs().stream().noneMatch(this::isRead))) {
      index();
    }
  }

  /** The model as bytes in the arena's memory. */
  ByteBuffer encode(Arena arena) {
    List<ByteBuffer> graph = new ArrayList<>();
    for (GraphNode node : nodes) {
      graph.add(WireField.head(NODE, node.encoded().remaining()));
      graph.add(node.encoded());
    }
    unchanged.forEach(field -> graph.add(field.encoded()));
    List<ByteBuffer> parts = new ArrayList<>();
    model.stream()
        .filter(field -> field.number() != GRAPH)
        .forEach(field -> parts.add(field.encoded()));
    if (!importsRuntime()) {
      parts.add(runtimeImport().encoded());
    }
    parts.add(WireField.head(GRAPH, length(graph)));
    parts.addAll(graph);
    ByteBuffer encoded = arena.allocate(length(parts)).asByteBuffer();
    parts.forEach(part -> encoded.put(part.duplicate()));
    return encoded.flip();
  }

  private void take(WireField field) {
    if (field.number() == NODE) {
      nodes.add(GraphNode.parse(field.content()));
      return;
    }
    unchanged.add(field);
    if (field.number() == INITIALIZER) {
      only(field.content(), TENSOR_NAME)
          .ifPresent(name -> initializers.put(name.text(), field.content()));
    } else if (field.number() == OUTPUT) {
      only(field.content(), OUTPUT_NAME).ifPresent(name -> results.add(name.text()));
    }
  }

  private void index() {
    producers.clear();
    consumers.clear();
    for (GraphNode node : nodes) {
      node.outputs().forEach(output -> producers.put(output, node));
      node.inputs()
          .forEach(input -> consumers.computeIfAbsent(input, _ -> new ArrayList<>()).add(node));
    }
  }

  private boolean isRead(String value) {
    return results.contains(value) || consumers.containsKey(value);
  }

  private boolean importsRuntime() {
    return model.stream()
        .filter(field -> field.number() == OPSET)
        .flatMap(field -> only(field.content(), OPSET_DOMAIN).stream())
        .anyMatch(domain -> domain.text().equals(RUNTIME_DOMAIN));
  }

  private static WireField runtimeImport() {
    List<WireField> fields =
        List.of(
            WireField.ofText(OPSET_DOMAIN, RUNTIME_DOMAIN), WireField.ofVarint(OPSET_VERSION, 1));
    return WireField.ofBytes(OPSET, WireField.message(fields));
  }

  private static OptionalDouble scalar(ByteBuffer tensor) {
    long type = only(tensor, TENSOR_TYPE).map(WireField::varint).orElse(0L);
    Optional<ByteBuffer> raw =
        only(tensor, TENSOR_RAW)
            .or(() -> only(tensor, TENSOR_FLOATS))
            .map(WireField::content)
            .filter(ByteBuffer::hasRemaining);
    if (type == TYPE_FLOAT && raw.filter(bytes -> bytes.remaining() == Float.BYTES).isPresent()) {
      return OptionalDouble.of(raw.get().getFloat(0));
    }
    if (type == TYPE_FLOAT16 && raw.filter(bytes -> bytes.remaining() == Short.BYTES).isPresent()) {
      return OptionalDouble.of(Float.float16ToFloat(raw.get().getShort(0)));
    }
    if (type != TYPE_INT64) {
      return OptionalDouble.empty();
    }
    if (raw.filter(bytes -> bytes.remaining() == Long.BYTES).isPresent()) {
      return OptionalDouble.of((double) raw.get().getLong(0));
    }
    return only(tensor, TENSOR_INTEGERS)
        .map(WireField::varints)
        .filter(values -> values.size() == 1)
        .map(values -> OptionalDouble.of(values.getFirst()))
        .orElse(OptionalDouble.empty());
  }

  /** The field of that number, where there is exactly one. */
  private static Optional<WireField> only(ByteBuffer message, int number) {
    List<WireField> found =
        WireField.of(message).stream().filter(field -> field.number() == number).toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static long length(Collection<ByteBuffer> parts) {
    return parts.stream().mapToLong(ByteBuffer::remaining).sum();
  }
}
