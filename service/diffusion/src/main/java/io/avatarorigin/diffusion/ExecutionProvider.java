package io.avatarorigin.diffusion;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What runs a model's nets: one of ONNX Runtime's execution providers, on one device. */
public sealed interface ExecutionProvider {

  /** The processor; every build of ONNX Runtime has it. */
  record Cpu() implements ExecutionProvider {
    @Override
    public String toString() {
      return "cpu";
    }
  }

  /**
   * An NVIDIA GPU through CUDA and cuDNN.
   *
   * @param device its number, from 0
   */
  record Cuda(int device) implements ExecutionProvider {
    public Cuda {
      requireDevice(device);
    }

    @Override
    public String toString() {
      return "cuda:" + device;
    }
  }

  /**
   * An NVIDIA GPU through TensorRT, which compiles the nets at their first run.
   *
   * @param device its number, from 0
   */
  record TensorRt(int device) implements ExecutionProvider {
    public TensorRt {
      requireDevice(device);
    }

    @Override
    public String toString() {
      return "tensorrt:" + device;
    }
  }

  /**
   * A provider by name: {@code cpu}, {@code cuda}, {@code tensorrt}, the last two with {@code
   * :DEVICE} behind it unless it is the first.
   *
   * @throws IllegalArgumentException for any other text
   */
  static ExecutionProvider parse(String text) {
    Matcher parts =
        Pattern.compile("(cpu|cuda|tensorrt)(?::([0-9]{1,3}))?")
            .matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!parts.matches() || (parts.group(1).equals("cpu") && parts.group(2) != null)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no execution provider; use cpu, cuda[:DEVICE] or tensorrt[:DEVICE]");
    }
    int device = parts.group(2) == null ? 0 : Integer.parseInt(parts.group(2));
    return switch (parts.group(1)) {
      case "cpu" -> new Cpu();
      case "cuda" -> new Cuda(device);
      default -> new TensorRt(device);
    };
  }

  private static void requireDevice(int device) {
    if (device < 0) {
      throw new IllegalArgumentException("device must not be negative: " + device);
    }
  }
}
