package io.avatarorigin.diffusion;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The net that predicts what to take out of a latent. Safe for use by several threads, each with a
 * {@link Run} of its own.
 */
final class Unet implements AutoCloseable {

  /** Fields of other families of models, which need inputs that Stable Diffusion 1.x has not. */
  private static final List<String> UNSUPPORTED =
      List.of(
          "addition_embed_type",
          "class_embed_type",
          "num_class_embeds",
          "encoder_hid_dim_type",
          "time_cond_proj_dim");

  private static final Set<OnnxJavaType> TIMESTEP_TYPES =
      EnumSet.of(
          OnnxJavaType.INT64,
          OnnxJavaType.INT32,
          OnnxJavaType.FLOAT,
          OnnxJavaType.FLOAT16,
          OnnxJavaType.DOUBLE);

  private static final String CONFIG = "unet/config.json";

  private final OnnxModel model;
  private final OnnxModel.Slot sample;
  private final OnnxModel.Slot timestep;
  private final OnnxModel.Slot states;
  private final OnnxModel.Slot output;
  private final int channels;
  private final OptionalInt trainedSize;

  private Unet(OnnxModel model, int channels, OptionalInt trainedSize) {
    this.model = model;
    this.trainedSize = trainedSize;
    this.channels = channels;
    this.sample = model.floatInput(4);
    this.states = model.floatInput(3);
    this.timestep =
        model.inputs().stream()
            .filter(input -> input.shape().length <= 1 && TIMESTEP_TYPES.contains(input.type()))
            .findFirst()
            .orElseThrow(() -> model.fault("must have a number as input for the timestep"));
    this.output = model.output("out_sample");
    model.refuseOtherInputs(sample, timestep, states);
    if (!sample.takes(0, 1) || !sample.takes(0, 2) || !states.takes(0, 2)) {
      throw model.fault("must take batches of 1 and 2; export it with dynamic axes");
    }
    if (timestep.shape().length == 1 && !timestep.takes(0, 1)) {
      throw model.fault(
          "input " + timestep.name() + " must have a free axis, an axis of 1 or none");
    }
    if (!sample.takes(1, channels)) {
      throw model.fault(
          "input " + sample.name() + " must have the " + channels + " channels of " + CONFIG);
    }
  }

  static Unet load(ModelFolder folder, ExecutionOptions execution) {
    ConfigFile config = folder.config(CONFIG);
    UNSUPPORTED.forEach(config::refuse);
    int channels = config.requiredInteger("in_channels");
    int predicted = config.requiredInteger("out_channels");
    if (channels < 1 || predicted != channels) {
      throw config.fault(
          "in_channels",
          channels + " in and " + predicted + " out: only equal numbers are supported");
    }
    OnnxModel model = OnnxModel.load(folder, "unet", execution);
    try {
      return new Unet(model, channels, config.integer("sample_size"));
    } catch (Throwable e) {
      model.close();
      throw e;
    }
  }

  int channels() {
    return channels;
  }

  /** The side of the latents that the model was trained on, where its config names one. */
  OptionalInt trainedSize() {
    return trainedSize;
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
   * @param conditions the hidden states [tokens, width] of each half of the batch
   * @param tokens how many tokens the states have
   * @param loras open until the last prediction
   */
  Run prepare(
      Arena arena, int height, int width, int tokens, List<float[]> conditions, ActiveLoras loras) {
    try {
      return new Run(arena, height, width, tokens, conditions, loras);
    } catch (OrtException e) {
      throw new DrawFailedException("no tensors for the UNet: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    model.close();
  }

  /** The tensors of one draw, filled anew at each step. For one thread. */
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

    private Run(
        Arena arena, int height, int width, int tokens, List<float[]> conditions, ActiveLoras loras)
        throws OrtException {
      this.loras = loras;
      batch = conditions.size();
      int stateValues = conditions.getFirst().length;
      long[] latent = {batch, channels, height, width};
      try {
        sampleTensor = allocate(arena, sample, latent);
        outputTensor = allocate(arena, output, latent);
        statesTensor = allocate(arena, states, batch, tokens, stateValues / tokens);
        for (int i = 0; i < batch; i++) {
          statesTensor.put(i * stateValues, conditions.get(i));
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
      inputs =
          Map.of(
              sample.name(), sampleTensor.tensor(),
              timestep.name(), timestepTensor,
              states.name(), statesTensor.tensor());
      outputs = Map.of(output.name(), outputTensor.tensor());
    }

    /** Predicts for one latent, given to each half; {@code predictions} holds one array a half. */
    void predict(long time, float[] latent, List<float[]> predictions) {
      for (int i = 0; i < batch; i++) {
        sampleTensor.put(i * latent.length, latent);
      }
      putTimestep(time);
      try {
        model.run(inputs, outputs, loras);
      } catch (OrtException e) {
        throw new DrawFailedException("the UNet failed: " + e.getMessage(), e);
      }
      for (int i = 0; i < batch; i++) {
        outputTensor.get(i * latent.length, predictions.get(i));
      }
    }

    @Override
    public void close() {
      tensors.forEach(OnnxTensor::close);
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

    private void putTimestep(long time) {
      int size = timestep.type().size;
      for (int at = 0; at < timestepBytes.limit(); at += size) {
        putTimestep(at, time);
      }
    }

    private void putTimestep(int at, long time) {
      OnnxJavaType type = timestep.type();
      switch (type) {
        case INT64 -> timestepBytes.putLong(at, time);
        case INT32 -> timestepBytes.putInt(at, (int) time);
        case FLOAT -> timestepBytes.putFloat(at, (float) time);
        case FLOAT16 -> timestepBytes.putShort(at, Float.floatToFloat16((float) time));
        case DOUBLE -> timestepBytes.putDouble(at, (double) time);
        default -> throw new IllegalStateException("refused at load: " + type);
      }
    }
  }
}
