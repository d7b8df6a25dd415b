package io.avatarorigin.diffusion;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One {@code model.onnx} of a folder, loaded, with the names, types and shapes of its inputs and
 * outputs. Safe for use by several threads.
 */
final class OnnxModel implements AutoCloseable {

  /**
   * An input or output.
   *
   * @param shape lengths, -1 where free
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared by value
  record Slot(String name, OnnxJavaType type, long[] shape) {
    boolean holdsFloats() {
      return type == OnnxJavaType.FLOAT || type == OnnxJavaType.FLOAT16;
    }

    /** Whether an axis of this length fits. */
    boolean takes(int axis, long length) {
      return shape[axis] < 0 || shape[axis] == length;
    }
  }

  private final String file;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final List<Slot> inputs;
  private final List<Slot> outputs;

  private OnnxModel(String file, OrtEnvironment environment, OrtSession session)
      throws OrtException {
    this.file = file;
    this.environment = environment;
    this.session = session;
    this.inputs = slots(session.getInputInfo());
    this.outputs = slots(session.getOutputInfo());
  }

  static OnnxModel load(ModelFolder folder, String part, ExecutionOptions execution) {
    String file = part + "/model.onnx";
    String path = folder.file(file).toString();
    OrtEnvironment environment = OnnxEnvironment.shared();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(execution.intraOpThreads());
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      return of(file, environment, environment.createSession(path, options));
    } catch (OrtException e) {
      throw ModelException.inFile(file, "ONNX Runtime cannot load it", e);
    }
  }

  /** Takes a session over, and closes it where it cannot be asked for its shapes. */
  private static OnnxModel of(String file, OrtEnvironment environment, OrtSession session)
      throws OrtException {
    try {
      return new OnnxModel(file, environment, session);
    } catch (Throwable e) {
      session.close();
      throw e;
    }
  }

  OrtEnvironment environment() {
    return environment;
  }

  List<Slot> inputs() {
    return inputs;
  }

  /** The output of that name, else the first one; it must hold floats. */
  Slot output(String name) {
    Slot found =
        outputs.stream()
            .filter(output -> output.name().equals(name))
            .findFirst()
            .orElse(outputs.getFirst());
    if (!found.holdsFloats()) {
      throw fault("output " + found.name() + " must be float16 or float32, not " + found.type());
    }
    return found;
  }

  /** The one float input with that many axes. */
  Slot floatInput(int axes) {
    List<Slot> found =
        inputs.stream()
            .filter(input -> input.shape().length == axes && input.holdsFloats())
            .toList();
    if (found.size() != 1) {
      throw fault(
          "must have one float16 or float32 input of " + axes + " axes; it has " + names(inputs));
    }
    return found.getFirst();
  }

  /** Requires that there are no inputs but those that are known. */
  void refuseOtherInputs(Slot... known) {
    List<Slot> others = new ArrayList<>(inputs);
    others.removeAll(List.of(known));
    if (!others.isEmpty()) {
      throw fault(
          "has inputs that Stable Diffusion 1.x does not know: "
              + names(others)
              + "; SDXL, LCM and ControlNet models are not supported");
    }
  }

  ModelException fault(String problem) {
    return ModelException.inFile(file, problem);
  }

  ModelException fault(String problem, Throwable cause) {
    return ModelException.inFile(file, problem, cause);
  }

  /** Runs with the results in {@code outputs}. */
  void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs, ActiveLoras loras)
      throws OrtException {
    session.run(inputs, Set.of(), outputs, loras.options()).close();
  }

  /** Runs for one output; the caller closes the result, which owns the tensor. */
  OrtSession.Result run(Map<String, OnnxTensor> inputs, Slot output, ActiveLoras loras)
      throws OrtException {
    return session.run(inputs, Set.of(output.name()), loras.options());
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the session of " + file + " was closed twice", e);
    }
  }

  private static String names(List<Slot> slots) {
    return String.join(", ", slots.stream().map(Slot::name).toList());
  }

  private static List<Slot> slots(Map<String, NodeInfo> nodes) {
    List<Slot> slots = new ArrayList<>();
    nodes.forEach(
        (name, node) -> {
          if (node.getInfo() instanceof TensorInfo tensor) {
            slots.add(new Slot(name, tensor.type, tensor.getShape()));
          }
        });
    return List.copyOf(slots);
  }
}
