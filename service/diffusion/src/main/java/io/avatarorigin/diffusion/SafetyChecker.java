package io.avatarorigin.diffusion;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.avatarorigin.diffusion.image.ClipImageProcessor;
import java.lang.foreign.Arena;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The folder's safety checker: diffusers' StableDiffusionSafetyChecker as its ONNX export has it,
 * with the inputs {@code clip_input} [batch, 3, side, side] and, where it has that, {@code images}
 * [batch, height, width, 3] of 0 to 1. Safe for use by several threads.
 */
final class SafetyChecker implements Predicate<Picture>, AutoCloseable {

  private static final String PART = "safety_checker";
  private static final String FLAGS = "has_nsfw_concepts";
  private static final String CLIP_INPUT = "clip_input";
  private static final int COLOURS = 3;

  private final OnnxModel model;
  private final OnnxModel.Slot clip;
  private final Optional<OnnxModel.Slot> images;
  private final OnnxModel.Slot flags;
  private final ClipImageProcessor processor;

  private SafetyChecker(OnnxModel model, ClipImageProcessor processor) {
    this.model = model;
    this.processor = processor;
    List<OnnxModel.Slot> pictures =
        model.inputs().stream()
            .filter(input -> input.holdsFloats() && input.shape().length == 4)
            .toList();
    this.clip =
        pictures.stream()
            .filter(input -> input.name().equals(CLIP_INPUT))
            .findFirst()
            .or(() -> pictures.size() == 1 ? Optional.of(pictures.getFirst()) : Optional.empty())
            .orElseThrow(() -> model.fault("must have a float input " + CLIP_INPUT));
    this.images = pictures.stream().filter(input -> !input.equals(clip)).findFirst();
    model.refuseOtherInputs(
        images.map(other -> List.of(clip, other)).orElseGet(() -> List.of(clip)));
    this.flags = flags(model);
    int side = processor.side();
    if (!clip.takes(0, 1) || !clip.takes(2, side) || !clip.takes(3, side)) {
      throw model.fault(
          "input "
              + clip.name()
              + " does not take one picture of the crop_size "
              + side
              + " of "
              + PreprocessorFile.NAME);
    }
  }

  /** Whether the folder has one that the policy asks. */
  static boolean isAsked(ModelFolder folder, ExecutionOptions execution) {
    boolean wanted =
        switch (execution.safety()) {
          case SafetyPolicy.Off _ -> false;
          case SafetyPolicy.Redraw _, SafetyPolicy.Refuse _ -> true;
        };
    return wanted && folder.has(PART + "/model.onnx");
  }

  /** The folder's checker, unless it has none or the policy asks none. */
  static Optional<SafetyChecker> load(ModelFolder folder, ExecutionOptions execution) {
    if (!isAsked(folder, execution)) {
      return Optional.empty();
    }
    ClipImageProcessor processor = PreprocessorFile.read(folder);
    OnnxModel model = OnnxModel.load(folder, PART, execution);
    try {
      return Optional.of(new SafetyChecker(model, processor));
    } catch (Throwable e) {
      model.close();
      throw e;
    }
  }

  ModelPart about() {
    return model.about();
  }

  /**
   * Whether the picture is refused.
   *
   * @throws DrawFailedException when the runtime fails
   */
  @Override
  public boolean test(Picture picture) {
    int side = processor.side();
    try (Arena arena = Arena.ofConfined();
        HostTensor shown = tensor(arena, clip, 1, COLOURS, side, side)) {
      shown.put(0, processor.process(picture.rgb(), picture.height(), picture.width()));
      if (images.isEmpty()) {
        return run(Map.of(clip.name(), shown.tensor()));
      }
      try (HostTensor whole =
          tensor(arena, images.get(), 1, picture.height(), picture.width(), COLOURS)) {
        whole.put(0, unit(picture.rgb()));
        Map<String, OnnxTensor> inputs = new HashMap<>();
        inputs.put(clip.name(), shown.tensor());
        inputs.put(images.get().name(), whole.tensor());
        return run(inputs);
      }
    } catch (OrtException e) {
      throw new DrawFailedException("the safety checker failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    model.close();
  }

  private boolean run(Map<String, OnnxTensor> inputs) throws OrtException {
    try (OrtSession.Result result = model.run(inputs, flags)) {
      byte[] values = new byte[1];
      ((OnnxTensor) result.get(0)).getByteBuffer().get(values);
      return values[0] != 0;
    }
  }

  private HostTensor tensor(Arena arena, OnnxModel.Slot slot, long... shape) throws OrtException {
    return HostTensor.allocate(model.environment(), arena, slot.type(), shape);
  }

  private static float[] unit(byte[] rgb) {
    float[] values = new float[rgb.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = Byte.toUnsignedInt(rgb[i]) / 255f;
    }
    return values;
  }

  /** By its name, else the first output of truth values. */
  private static OnnxModel.Slot flags(OnnxModel model) {
    return model
        .outputNamed(FLAGS)
        .filter(output -> output.type() == OnnxJavaType.BOOL)
        .or(
            () ->
                model.outputs().stream()
                    .filter(output -> output.type() == OnnxJavaType.BOOL)
                    .findFirst())
        .orElseThrow(() -> model.fault("must have an output " + FLAGS + " of truth values"));
  }
}
