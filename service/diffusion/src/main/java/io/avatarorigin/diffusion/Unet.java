package io.avatarorigin.diffusion;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The net that predicts what to take out of a latent. Safe for use by several threads, each with a
 * {@link Run} of its own.
 */
final class Unet implements AutoCloseable {

  private static final Set<OnnxJavaType> TIMESTEP_TYPES =
      EnumSet.of(
          OnnxJavaType.INT64,
          OnnxJavaType.INT32,
          OnnxJavaType.FLOAT,
          OnnxJavaType.FLOAT16,
          OnnxJavaType.DOUBLE);

  private static final String POOLED = "text_embeds";
  private static final String SIZES = "time_ids";
  private static final String GUIDANCE = "timestep_cond";
  private static final Set<String> VECTORS = Set.of(POOLED, SIZES, GUIDANCE);

  private final OnnxModel model;
  private final UnetConfig config;
  private final OnnxModel.Slot sample;
  private final OnnxModel.Slot timestep;
  private final OnnxModel.Slot states;
  private final OnnxModel.Slot output;

  /** What SDXL's and consistency models are given besides, by the name in the source. */
  private final Map<String, OnnxModel.Slot> vectors = new LinkedHashMap<>();

  private Unet(OnnxModel model, UnetConfig config, int pooledWidth) {
    this.model = model;
    this.config = config;
    this.sample = model.floatInput(4);
    this.states = model.floatInput(3);
    this.timestep =
        model.inputs().stream()
            .filter(input -> input.shape().length <= 1 && TIMESTEP_TYPES.contains(input.type()))
            .findFirst()
            .orElseThrow(() -> model.fault("must have a number as input for the timestep"));
    this.output = model.output("out_sample");
    if (config.textTime()) {
      addVector(POOLED, pooledWidth);
      addVector(SIZES, UnetConditions.SIZES);
    }
    config.guidanceWidth().ifPresent(width -> addVector(GUIDANCE, width));
    List<OnnxModel.Slot> known = new ArrayList<>(vectors.values());
    known.addAll(List.of(sample, timestep, states));
    model.refuseOtherInputs(known);
    known.stream().filter(input -> input.shape().length > 1).forEach(this::requireBatches);
    if (timestep.shape().length == 1 && !timestep.takes(0, 1)) {
      throw model.fault(
          "input " + timestep.name() + " must have a free axis, an axis of 1 or none");
    }
    if (!sample.takes(1, config.channels())) {
      throw model.fault(
          "input "
              + sample.name()
              + " must have the "
              + config.channels()
              + " channels of "
              + UnetConfig.FILE);
    }
  }

  /** Loads the UNet that a config describes, for pooled states of a width, 0 for none. */
  static Unet load(
      ModelFolder folder, UnetConfig config, int pooledWidth, ExecutionOptions execution) {
    OnnxModel model = OnnxModel.load(folder, "unet", execution);
    try {
      return new Unet(model, config, pooledWidth);
    } catch (Throwable e) {
      model.close();
      throw e;
    }
  }

  UnetConfig config() {
    return config;
  }

  ModelPart about() {
    return model.about();
  }

  /** Whether a draw takes two predictions a step: one for each prompt. */
  boolean guides(DrawRequest request) {
    return request.guided() && config.guidanceWidth().isEmpty();
  }

  /**
   * Whether several pictures can be drawn in a run, as each would be alone. What is quantised while
   * it runs is scaled by the largest value of the whole batch, of all pictures in it.
   */
  boolean takesAnyBatch() {
    return !about().weights().quantisedAsItRuns()
        && sample.shape()[0] < 0
        && states.shape()[0] < 0
        && output.shape()[0] < 0
        && (timestep.shape().length == 0 || timestep.shape()[0] < 2)
        && vectors.values().stream().allMatch(vector -> vector.shape()[0] < 0);
  }

  /** Requires that hidden states of so many tokens and this width fit. */
  void checkStates(int tokens, int width) {
    if (!states.takes(1, tokens) || !states.takes(2, width)) {
      throw model.fault(
          "input "
              + states.name()
              + " does not take the "
              + tokens
              + "x"
              + width
              + " states of the text encoder");
    }
  }

  /** Whether hidden states of so many tokens fit, besides those of one chunk. */
  boolean takesTokens(int tokens) {
    return states.takes(1, tokens);
  }

  /** Requires that latents of this size fit. */
  void checkSize(int height, int width) {
    if (!sample.takes(2, height) || !sample.takes(3, width)) {
      throw new InvalidDrawException(
          "this model was exported for one size of latents, not " + width + "x" + height);
    }
  }

  /**
   * Prepares the runs of one draw, all in the arena's memory.
   *
   * @param height of the latent
   * @param width of the latent
   * @param loras open until the last prediction
   */
  Run prepare(Arena arena, int height, int width, UnetConditions conditions, ActiveLoras loras) {
    try {
      return new Run(arena, height, width, conditions, loras);
    } catch (OrtException e) {
      throw new DrawFailedException("no tensors for the UNet: " + e.getMessage(), e);
    }
  }

  /** One prompt, and two where it is guided by both. */
  private void requireBatches(OnnxModel.Slot input) {
    boolean pairs = config.guidanceWidth().isEmpty();
    if (!input.takes(0, 1) || (pairs && !input.takes(0, 2))) {
      throw model.fault(
          "input "
              + input.name()
              + " must take a batch of 1"
              + (pairs ? " and of 2" : "")
              + "; export it with dynamic axes");
    }
  }

  private void addVector(String name, int width) {
    Set<String> others = new HashSet<>(VECTORS);
    vectors.values().forEach(slot -> others.add(slot.name()));
    vectors.put(name, model.vectorInput(name, width, others));
  }

  @Override
  public void close() {
    model.close();
  }

  /** The tensors of a run, filled anew at each step. For one thread. */
  final class Run implements AutoCloseable {

    /** All of this run's, for closing. */
    private final List<OnnxTensor> tensors = new ArrayList<>();

    private final ActiveLoras loras;
    private final int batch;
    private final HostTensor sampleTensor;
    private final HostTensor statesTensor;
    private final HostTensor outputTensor;
    private final ByteBuffer timestepBytes;
    private final OnnxTensor timestepTensor;
    private final Map<String, OnnxTensor> inputs;
    private final Map<String, OnnxTensor> outputs;

    private Run(Arena arena, int height, int width, UnetConditions conditions, ActiveLoras loras)
        throws OrtException {
      this.loras = loras;
      batch = conditions.rows().size();
      TextStates first = conditions.rows().getFirst().states();
      Map<String, OnnxTensor> given = new HashMap<>();
      long[] latent = {batch, config.channels(), height, width};
      try {
        sampleTensor = allocate(arena, sample, latent);
        outputTensor = allocate(arena, output, latent);
        statesTensor = allocate(arena, states, batch, first.tokens(), first.width());
        for (int i = 0; i < batch; i++) {
          statesTensor.put(i * first.hidden().length, conditions.rows().get(i).states().hidden());
        }
        for (Map.Entry<String, OnnxModel.Slot> vector : vectors.entrySet()) {
          given.put(
              vector.getValue().name(),
              vector(arena, vector.getValue(), values(vector.getKey(), conditions)));
        }
        long[] timesteps = timestepShape();
        timestepBytes =
            arena
                .allocate((long) timestep.type().size * Math.max(1, batch), Long.BYTES)
                .asByteBuffer()
                .order(ByteOrder.nativeOrder());
        timestepBytes.limit(
            timestep.type().size * (timesteps.length == 0 ? 1 : (int) timesteps[0]));
        timestepTensor =
            OnnxTensor.createTensor(model.environment(), timestepBytes, timesteps, timestep.type());
        tensors.add(timestepTensor);
      } catch (Throwable e) {
        close();
        throw e;
      }
      given.put(sample.name(), sampleTensor.tensor());
      given.put(timestep.name(), timestepTensor);
      given.put(states.name(), statesTensor.tensor());
      inputs = Map.copyOf(given);
      outputs = Map.of(output.name(), outputTensor.tensor());
    }

    /**
     * Predicts for the latent of each row, into an array for each row. A net that takes whole
     * timesteps is told the part of {@code time} before the point.
     */
    void predict(float time, List<float[]> latents, List<float[]> predictions) {
      int length = latents.getFirst().length;
      for (int i = 0; i < batch; i++) {
        sampleTensor.put(i * length, latents.get(i));
      }
      putTimestep(time);
      try {
        model.run(inputs, outputs, loras);
      } catch (OrtException e) {
        throw new DrawFailedException("the UNet failed: " + e.getMessage(), e);
      }
      for (int i = 0; i < batch; i++) {
        outputTensor.get(i * length, predictions.get(i));
      }
    }

    @Override
    public void close() {
      tensors.forEach(OnnxTensor::close);
    }

    /** Numbers for each row. */
    private OnnxTensor vector(Arena arena, OnnxModel.Slot slot, List<float[]> rows)
        throws OrtException {
      int width = rows.getFirst().length;
      HostTensor tensor = allocate(arena, slot, batch, width);
      for (int i = 0; i < batch; i++) {
        tensor.put(i * width, rows.get(i));
      }
      return tensor.tensor();
    }

    private List<float[]> values(String vector, UnetConditions conditions) {
      return switch (vector) {
        case POOLED -> conditions.rows().stream().map(row -> row.states().pooled()).toList();
        case SIZES -> Collections.nCopies(batch, conditions.sizes());
        case GUIDANCE -> {
          int width = config.guidanceWidth().orElseThrow();
          yield conditions.rows().stream().map(row -> row.guidanceEmbedding(width)).toList();
        }
        default -> throw new IllegalStateException("no such vector: " + vector);
      };
    }

    private HostTensor allocate(Arena arena, OnnxModel.Slot slot, long... shape)
        throws OrtException {
      HostTensor tensor = HostTensor.allocate(model.environment(), arena, slot.type(), shape);
      tensors.add(tensor.tensor());
      return tensor;
    }

    /** One timestep for the batch where the export has room for one only, else one for each. */
    private long[] timestepShape() {
      long[] shape = timestep.shape();
      if (shape.length == 0) {
        return shape;
      }
      return new long[] {shape[0] < 0 ? batch : shape[0]};
    }

    private void putTimestep(float time) {
      int size = timestep.type().size;
      for (int at = 0; at < timestepBytes.limit(); at += size) {
        putTimestep(at, time);
      }
    }

    private void putTimestep(int at, float time) {
      OnnxJavaType type = timestep.type();
      switch (type) {
        case INT64 -> timestepBytes.putLong(at, (long) time);
        case INT32 -> timestepBytes.putInt(at, (int) time);
        case FLOAT -> timestepBytes.putFloat(at, time);
        case FLOAT16 -> timestepBytes.putShort(at, Float.floatToFloat16(time));
        case DOUBLE -> timestepBytes.putDouble(at, time);
        default -> throw new IllegalStateException("refused at load: " + type);
      }
    }
  }
}
