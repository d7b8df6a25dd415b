package io.avatarorigin.diffusion;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An adapter as {@code onnxruntime.AdapterFormat} writes it: values for inputs of one net, which
 * else have defaults. It is a FlatBuffer of ONNX Runtime's schema {@code adapter_schema.fbs}, read
 * here because the Java API has no weights for adapters. Immutable.
 */
final class LoraFile {

  private static final String IDENTIFIER = "TORT";
  private static final int PARAMETERS = 3;
  private static final int NAME = 0;
  private static final int TYPE = 2;
  private static final int DATA = 3;
  private static final int FLOAT = 1;
  private static final int FLOAT16 = 10;

  /**
   * The values of one input.
   *
   * @param at where they begin in the file
   * @param length in bytes
   */
  private record Parameter(String name, int type, int at, int length) {

    /** Whether it is the second of a LoRA's two factors: scaling that one scales the product. */
    boolean isSecondFactor() {
      return name.contains("lora_B") || name.contains("lora_up");
    }

    boolean holdsFloats() {
      return type == FLOAT || type == FLOAT16;
    }
  }

  private final String file;
  private final Path path;
  private final List<Parameter> parameters;

  private LoraFile(String file, Path path, List<Parameter> parameters) {
    this.file = file;
    this.path = path;
    this.parameters = parameters;
  }

  /**
   * Reads which inputs an adapter feeds.
   *
   * @param file its name within the model folder
   * @throws ModelException when it is damaged
   */
  static LoraFile read(String file, Path path) {
    try {
      return new LoraFile(file, path, parameters(buffer(Files.readAllBytes(path))));
    } catch (IOException e) {
      throw ModelException.inFile(file, "cannot be read", e);
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw ModelException.inFile(file, "is not an ONNX Runtime adapter", e);
    }
  }

  ModelException fault(String problem) {
    return ModelException.inFile(file, problem);
  }

  /** The inputs that it feeds. */
  Set<String> inputs() {
    return parameters.stream().map(Parameter::name).collect(Collectors.toSet());
  }

  /** Whether it can be given another weight than 1. */
  boolean isScalable() {
    List<Parameter> second = parameters.stream().filter(Parameter::isSecondFactor).toList();
    return !second.isEmpty() && second.stream().allMatch(Parameter::holdsFloats);
  }

  /** The adapter in the format of the file, with its effect multiplied by a weight. */
  byte[] scaled(double weight) {
    try {
      byte[] bytes = Files.readAllBytes(path);
      if (weight != 1) {
        ByteBuffer buffer = buffer(bytes);
        parameters.stream()
            .filter(Parameter::isSecondFactor)
            .forEach(parameter -> scale(buffer, parameter, (float) weight));
      }
      return bytes;
    } catch (IOException | IndexOutOfBoundsException e) {
      throw new DrawFailedException(file + " has changed since the model was loaded", e);
    }
  }

  private static void scale(ByteBuffer buffer, Parameter parameter, float weight) {
    int end = parameter.at() + parameter.length();
    if (parameter.type() == FLOAT) {
      for (int at = parameter.at(); at < end; at += Float.BYTES) {
        buffer.putFloat(at, weight * buffer.getFloat(at));
      }
    } else {
      for (int at = parameter.at(); at < end; at += Short.BYTES) {
        float value = Float.float16ToFloat(buffer.getShort(at));
        buffer.putShort(at, Float.floatToFloat16(weight * value));
      }
    }
  }

  private static List<Parameter> parameters(ByteBuffer buffer) {
    if (!text(buffer, Integer.BYTES, IDENTIFIER.length()).equals(IDENTIFIER)) {
      throw new IllegalArgumentException("it does not begin with " + IDENTIFIER);
    }
    List<Parameter> parameters = new ArrayList<>();
    int list = follow(buffer, field(buffer, follow(buffer, 0), PARAMETERS));
    for (int i = 0; i < buffer.getInt(list); i++) {
      int table = follow(buffer, list + Integer.BYTES * (i + 1));
      int name = follow(buffer, field(buffer, table, NAME));
      int data = follow(buffer, field(buffer, table, DATA));
      parameters.add(
          new Parameter(
              text(buffer, name + Integer.BYTES, buffer.getInt(name)),
              buffer.getInt(field(buffer, table, TYPE)),
              data + Integer.BYTES,
              buffer.getInt(data)));
    }
    return List.copyOf(parameters);
  }

  /** Where a table's field stands, by its table of offsets, which stands before it. */
  private static int field(ByteBuffer buffer, int table, int field) {
    int offsets = table - buffer.getInt(table);
    int entry = Short.BYTES * (field + 2);
    int offset = entry < buffer.getShort(offsets) ? buffer.getShort(offsets + entry) : 0;
    if (offset == 0) {
      throw new IllegalArgumentException("field " + field + " is missing");
    }
    return table + offset;
  }

  private static int follow(ByteBuffer buffer, int at) {
    return at + buffer.getInt(at);
  }

  private static String text(ByteBuffer buffer, int at, int length) {
    byte[] bytes = new byte[Math.max(0, Math.min(length, buffer.limit()))];
    buffer.get(at, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
