package io.avatarorigin.diffusion;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  private final ModelPart about;
  private final String file;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final List<Slot> inputs;
  private final List<Slot> outputs;

  private OnnxModel(ModelPart about, OrtEnvironment environment, OrtSession session)
      throws OrtException {
    this.about = about;
    this.file = about.name() + "/model.onnx";
    this.environment = environment;
    this.session = session;
    this.inputs = slots(session.getInputInfo());
    this.outputs = slots(session.getOutputInfo());
  }

  static OnnxModel load(ModelFolder folder, String part, ExecutionOptions execution) {
    ModelPart about = folder.part(part);
    OrtEnvironment environment = OnnxEnvironment.shared();
    try {
      return of(about, environment, NetSession.open(environment, folder, about, execution));
    } catch (OrtException e) {
      throw ModelException.inFile(part + "/model.onnx", "ONNX Runtime cannot load it", e);
    }
  }

  /** Takes a session over, and closes it where it cannot be asked for its shapes. */
  private static OnnxModel of(ModelPart about, OrtEnvironment environment, OrtSession session)
      throws OrtException {
    try {
      return new OnnxModel(about, environment, session);
    } catch (Throwable e) {
      session.close();
      throw e;
    }
  }

  /** What its files hold. */
  ModelPart about() {
    return about;
  }

  OrtEnvironment environment() {
    return environment;
  }

  List<Slot> inputs() {
    return inputs;
  }

  List<Slot> outputs() {
    return outputs;
  }

  /** The output of that name, else the first one; it must hold floats. */
  Slot output(String name) {
    return requireFloats(outputNamed(name).orElse(outputs.getFirst()));
  }

  Optional<Slot> outputNamed(String name) {
    return outputs.stream().filter(output -> output.name().equals(name)).findFirst();
  }

  /** Requires that an output holds floats. */
  Slot requireFloats(Slot output) {
    if (!output.holdsFloats()) {
      throw fault("output " + output.name() + " must be float16 or float32, not " + output.type());
    }
    return output;
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

  /**
   * The float input of that name, else the only float input with two axes that takes so many
   * numbers and has none of the other names.
   */
  Slot vectorInput(String name, int length, Set<String> otherNames) {
    List<Slot> fitting =
        inputs.stream()
            .filter(input -> input.shape().length == 2 && input.holdsFloats())
            .filter(input -> input.takes(1, length))
            .toList();
    return fitting.stream()
        .filter(input -> input.name().equals(name))
        .findFirst()
        .or(() -> only(fitting.stream().filter(input -> !otherNames.contains(input.name()))))
        .orElseThrow(
            () ->
                fault(
                    "must have a float16 or float32 input %s [batch, %d]; it has %s"
                        .formatted(name, length, names(inputs))));
  }

  private static Optional<Slot> only(Stream<Slot> slots) {
    List<Slot> found = slots.toList();
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  /** Requires that there are no inputs but those that are known. */
  void refuseOtherInputs(Slot... known) {
    refuseOtherInputs(List.of(known));
  }

  /** Requires that there are no inputs but those that are known. */
  void refuseOtherInputs(List<Slot> known) {
    List<Slot> others = new ArrayList<>(inputs);
    others.removeAll(known);
    if (!others.isEmpty()) {
      throw fault(
          "has inputs that its config.json does not speak of: "
              + names(others)
              + "; use the config.json that was exported with it"
              + " (ControlNet, inpainting and refiner models are not supported)");
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
  OrtSession.Result run(Map<String, OnnxTensor> inputs, Slot output) throws OrtException {
    return run(inputs, List.of(output));
  }

  /** Runs for some outputs; the caller closes the result, which owns the tensors. */
  OrtSession.Result run(Map<String, OnnxTensor> inputs, List<Slot> outputs) throws OrtException {
    return run(inputs, outputs, ActiveLoras.NONE);
  }

  /** The same with adapters. */
  OrtSession.Result run(Map<String, OnnxTensor> inputs, List<Slot> outputs, ActiveLoras loras)
      throws OrtException {
    return session.run(
        inputs, outputs.stream().map(Slot::name).collect(Collectors.toSet()), loras.options());
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
