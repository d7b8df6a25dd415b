package io.avatarorigin.diffusion;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** The net of a text encoder: from token identifiers to states. Safe for use by several threads. */
final class TextNet implements AutoCloseable {

  /** Optimum names each hidden state; 0 is what goes into the first layer. */
  private static final Pattern HIDDEN_STATE = Pattern.compile("hidden_states\\.([0-9]{1,4})");

  private static final String POOLED = "text_embeds";

  private final OnnxModel model;
  private final OnnxModel.Slot input;
  private final OnnxModel.Slot hidden;
  private final Optional<OnnxModel.Slot> pooled;

  private TextNet(OnnxModel model, TextRole role) {
    this.model = model;
    this.input = identifiers(model);
    this.hidden =
        switch (role) {
          case ONLY -> model.output("last_hidden_state");
          case FIRST_OF_TWO, SECOND_OF_TWO -> penultimate(model);
        };
    this.pooled =
        switch (role) {
          case ONLY, FIRST_OF_TWO -> Optional.empty();
          case SECOND_OF_TWO -> Optional.of(pooled(model));
        };
  }

  static TextNet load(ModelFolder folder, TextRole role, ExecutionOptions execution) {
    OnnxModel model = OnnxModel.load(folder, role.encoder(), execution);
    try {
      return new TextNet(model, role);
    } catch (Throwable e) {
      model.close();
      throw e;
    }
  }

  /** How many identifiers it takes, where it is exported for one number. */
  OptionalInt length() {
    long length = input.shape()[1];
    return length > 0 ? OptionalInt.of((int) length) : OptionalInt.empty();
  }

  OnnxModel model() {
    return model;
  }

  /**
   * Encodes the identifiers of one prompt.
   *
   * @throws DrawFailedException when the runtime fails or the states are not finite
   */
  TextStates encode(int[] ids, ActiveLoras loras) {
    List<OnnxModel.Slot> outputs =
        pooled.isPresent() ? List.of(hidden, pooled.get()) : List.of(hidden);
    try (OnnxTensor tensor = tensor(ids);
        OrtSession.Result result = model.run(Map.of(input.name(), tensor), outputs, loras)) {
      float[] states = floats(result, hidden);
      Finite.require(states, "the text encoder's output");
      float[] summary = pooled.isPresent() ? floats(result, pooled.get()) : new float[0];
      Finite.require(summary, "the text encoder's pooled output");
      return new TextStates(ids.length, states, summary);
    } catch (OrtException e) {
      throw new DrawFailedException("the text encoder failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    model.close();
  }

  private static float[] floats(OrtSession.Result result, OnnxModel.Slot output) {
    OnnxTensor tensor = (OnnxTensor) result.get(output.name()).orElseThrow();
    FloatBuffer buffer = tensor.getFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private OnnxTensor tensor(int[] ids) throws OrtException {
    long[] shape = {1, ids.length};
    if (input.type() == OnnxJavaType.INT32) {
      return OnnxTensor.createTensor(model.environment(), IntBuffer.wrap(ids), shape);
    }
    long[] wide = new long[ids.length];
    for (int i = 0; i < ids.length; i++) {
      wide[i] = ids[i];
    }
    return OnnxTensor.createTensor(model.environment(), LongBuffer.wrap(wide), shape);
  }

  private static OnnxModel.Slot identifiers(OnnxModel model) {
    OnnxModel.Slot input = model.inputs().getFirst();
    boolean whole = input.type() == OnnxJavaType.INT32 || input.type() == OnnxJavaType.INT64;
    if (!whole || input.shape().length != 2) {
      throw model.fault(
          "input " + input.name() + " must be int32 or int64 token identifiers [batch, tokens]");
    }
    if (!input.takes(0, 1)) {
      throw model.fault("must take a batch of 1; export it with dynamic axes");
    }
    model.refuseOtherInputs(input);
    return input;
  }

  private static OnnxModel.Slot penultimate(OnnxModel model) {
    List<OnnxModel.Slot> states =
        model.outputs().stream()
            .filter(output -> layer(output).isPresent())
            .sorted(Comparator.comparingInt(output -> layer(output).orElseThrow()))
            .toList();
    if (states.size() < 2) {
      throw model.fault(
          "must have outputs hidden_states.0, hidden_states.1, ... for Stable Diffusion XL; export"
              + " it as a part of its pipeline (optimum-cli export onnx)");
    }
    return model.requireFloats(states.get(states.size() - 2));
  }

  private static OptionalInt layer(OnnxModel.Slot output) {
    return HIDDEN_STATE
        .matcher(output.name())
        .results()
        .filter(match -> match.group().length() == output.name().length())
        .mapToInt(match -> Integer.parseInt(match.group(1)))
        .findFirst();
  }

  /** By its name, else the one output of floats with two axes. */
  private static OnnxModel.Slot pooled(OnnxModel model) {
    Optional<OnnxModel.Slot> named = model.outputNamed(POOLED);
    if (named.isPresent()) {
      return model.requireFloats(named.get());
    }
    List<OnnxModel.Slot> vectors =
        model.outputs().stream()
            .filter(output -> output.shape().length == 2 && output.holdsFloats())
            .toList();
    if (vectors.size() != 1) {
      throw model.fault("must have an output " + POOLED + " [batch, width]");
    }
    return vectors.getFirst();
  }
}
