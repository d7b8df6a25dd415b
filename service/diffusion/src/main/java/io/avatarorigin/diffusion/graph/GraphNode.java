package io.avatarorigin.diffusion.graph;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A NodeProto: one operator of a graph. Compared by identity where it matters, since the encoded
 * bytes of two nodes differ at least in their outputs.
 *
 * @param operator its type, for instance MatMul
 * @param inputs names, empty where an optional one is left out
 * @param outputs names
 * @param encoded the whole message
 */
record GraphNode(String operator, List<String> inputs, List<String> outputs, ByteBuffer encoded) {

  private static final int INPUT = 1;
  private static final int OUTPUT = 2;
  private static final int NAME = 3;
  private static final int OPERATOR = 4;
  private static final int ATTRIBUTE = 5;
  private static final int DOMAIN = 7;
  private static final int ATTRIBUTE_NAME = 1;

  static GraphNode parse(ByteBuffer encoded) {
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    String operator = "";
    for (WireField field : WireField.of(encoded)) {
      switch (field.number()) {
        case INPUT -> inputs.add(field.text());
        case OUTPUT -> outputs.add(field.text());
        case OPERATOR -> operator = field.text();
        default -> {} // looked up when it is asked for
      }
    }
    return new GraphNode(operator, List.copyOf(inputs), List.copyOf(outputs), encoded);
  }

  /** A node of ONNX Runtime's own operators; attributes are AttributeProto messages. */
  static GraphNode ofRuntime(
      String operator, List<String> inputs, List<String> outputs, List<ByteBuffer> attributes) {
    List<WireField> fields = new ArrayList<>();
    inputs.forEach(input -> fields.add(WireField.ofText(INPUT, input)));
    outputs.forEach(output -> fields.add(WireField.ofText(OUTPUT, output)));
    fields.add(WireField.ofText(NAME, operator + "/" + outputs.getFirst()));
    fields.add(WireField.ofText(OPERATOR, operator));
    attributes.forEach(attribute -> fields.add(WireField.ofBytes(ATTRIBUTE, attribute)));
    fields.add(WireField.ofText(DOMAIN, OnnxGraph.RUNTIME_DOMAIN));
    return new GraphNode(
        operator, List.copyOf(inputs), List.copyOf(outputs), WireField.message(fields));
  }

  boolean is(String name) {
    return operator.equals(name);
  }

  String input(int index) {
    return inputs.get(index);
  }

  /** The AttributeProto of that name. */
  Optional<ByteBuffer> attribute(String name) {
    return WireField.of(encoded).stream()
        .filter(field -> field.number() == ATTRIBUTE)
        .map(WireField::content)
        .filter(
            attribute ->
                WireField.of(attribute).stream()
                    .anyMatch(
                        field -> field.number() == ATTRIBUTE_NAME && field.text().equals(name)))
        .findFirst();
  }

  /** The whole numbers of an attribute, none where it is absent. */
  List<Long> integers(String name) {
    return attribute(name).stream()
        .flatMap(attribute -> WireField.of(attribute).stream())
        .filter(
            field ->
                field.number() == OnnxGraph.ATTRIBUTE_INTEGER
                    || field.number() == OnnxGraph.ATTRIBUTE_INTEGERS)
        .flatMap(field -> field.varints().stream())
        .toList();
  }
}
