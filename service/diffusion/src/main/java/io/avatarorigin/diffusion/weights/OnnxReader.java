package io.avatarorigin.diffusion.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Walks over a ModelProto of onnx.proto, and the graphs within its graph, without the weights. */
final class OnnxReader {

  private static final int MODEL_GRAPH = 7;
  private static final int MODEL_FUNCTION = 25;
  private static final int FUNCTION_NODE = 7;
  private static final int GRAPH_NODE = 1;
  private static final int GRAPH_INITIALIZER = 5;
  private static final int GRAPH_INPUT = 11;
  private static final int INPUT_NAME = 1;
  private static final int NODE_OPERATOR = 4;
  private static final int NODE_ATTRIBUTE = 5;
  private static final int ATTRIBUTE_GRAPH = 6;
  private static final int ATTRIBUTE_GRAPHS = 11;
  private static final int TENSOR_DIMS = 1;
  private static final int TENSOR_DATA_TYPE = 2;
  private static final int TENSOR_EXTERNAL_DATA = 13;
  private static final int ENTRY_KEY = 1;
  private static final int ENTRY_VALUE = 2;

  /** DynamicQuantizeLinear, and ONNX Runtime's DynamicQuantizeMatMul and DynamicQuantizeLSTM. */
  private static final String QUANTISING = "DynamicQuantize";

  private final Set<String> inputs = new HashSet<>();
  private boolean quantisedAsItRuns;
  private final Map<Precision, Long> counts = new EnumMap<>(Precision.class);
  private final Map<String, Long> externalBytes = new HashMap<>();

  static NetWeights read(Path file) throws IOException {
    OnnxReader reader = new OnnxReader();
    try (ProtoInput input = ProtoInput.open(file)) {
      reader.model(input);
    }
    return new NetWeights(
        reader.counts, reader.externalBytes, reader.inputs, reader.quantisedAsItRuns);
  }

  private void model(ProtoInput input) throws IOException {
    long end = input.length();
    while (input.next(end)) {
      if (input.isMessage(MODEL_GRAPH)) {
        graph(input, input.enter());
      } else if (input.isMessage(MODEL_FUNCTION)) {
        function(input, input.enter());
      } else {
        input.skip();
      }
    }
  }

  private void graph(ProtoInput input, long end) throws IOException {
    while (input.next(end)) {
      if (input.isMessage(GRAPH_INITIALIZER)) {
        tensor(input, input.enter());
      } else if (input.isMessage(GRAPH_NODE)) {
        node(input, input.enter());
      } else if (input.isMessage(GRAPH_INPUT)) {
        given(input, input.enter());
      } else {
        input.skip();
      }
    }
  }

  private void function(ProtoInput input, long end) throws IOException {
    while (input.next(end)) {
      if (input.isMessage(FUNCTION_NODE)) {
        node(input, input.enter());
      } else {
        input.skip();
      }
    }
  }

  private void given(ProtoInput input, long end) throws IOException {
    while (input.next(end)) {
      if (input.isMessage(INPUT_NAME)) {
        inputs.add(input.text());
      } else {
        input.skip();
      }
    }
  }

  private void node(ProtoInput input, long end) throws IOException {
    while (input.next(end)) {
      if (input.isMessage(NODE_OPERATOR)) {
        quantisedAsItRuns |= input.text().startsWith(QUANTISING);
      } else if (input.isMessage(NODE_ATTRIBUTE)) {
        attribute(input, input.enter());
      } else {
        input.skip();
      }
    }
  }

  private void attribute(ProtoInput input, long end) throws IOException {
    while (input.next(end)) {
      if (input.isMessage(ATTRIBUTE_GRAPH) || input.isMessage(ATTRIBUTE_GRAPHS)) {
        graph(input, input.enter());
      } else {
        input.skip();
      }
    }
  }

  private void tensor(ProtoInput input, long end) throws IOException {
    long count = 1;
    long dataType = 0;
    Map<String, String> external = new HashMap<>();
    while (input.next(end)) {
      if (input.isMessage(TENSOR_DIMS)) {
        long last = input.enter();
        while (input.position() < last) {
          count = times(count, input.varint());
        }
      } else if (input.isNumber(TENSOR_DIMS)) {
        count = times(count, input.varint());
      } else if (input.isNumber(TENSOR_DATA_TYPE)) {
        dataType = input.varint();
      } else if (input.isMessage(TENSOR_EXTERNAL_DATA)) {
        entry(input, input.enter(), external);
      } else {
        input.skip();
      }
    }
    counts.merge(Precision.ofDataType(dataType), count, Long::sum);
    String location = external.get("location");
    if (location != null) {
      if (location.indexOf('\0') >= 0) {
        throw new IOException("its external weights have a damaged location");
      }
      long needed = number(external, "offset") + number(external, "length");
      externalBytes.merge(location, needed, Math::max);
    }
  }

  private static void entry(ProtoInput input, long end, Map<String, String> entries)
      throws IOException {
    String key = "";
    String value = "";
    while (input.next(end)) {
      if (input.isMessage(ENTRY_KEY)) {
        key = input.text();
      } else if (input.isMessage(ENTRY_VALUE)) {
        value = input.text();
      } else {
        input.skip();
      }
    }
    entries.put(key, value);
  }

  private static long number(Map<String, String> entries, String key) throws IOException {
    try {
      return Long.parseLong(entries.getOrDefault(key, "0"));
    } catch (NumberFormatException e) {
      throw new IOException("its external weights have a damaged " + key, e);
    }
  }

  private static long times(long count, long length) throws IOException {
    try {
      return Math.multiplyExact(count, length);
    } catch (ArithmeticException e) {
      throw new IOException("a weight has an impossible shape", e);
    }
  }
}
