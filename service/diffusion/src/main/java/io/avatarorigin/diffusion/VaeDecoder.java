package io.avatarorigin.diffusion;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.nio.FloatBuffer;
import java.util.Map;

/** From a clean latent to a picture. Safe for use by several threads. */
final class VaeDecoder implements AutoCloseable {

  private static final String CONFIG = "vae_decoder/config.json";

  /** diffusers' AutoencoderKL without a {@code scaling_factor}. */
  private static final double USUAL_SCALING_FACTOR = 0.18215;

  private static final int COLOURS = 3;
  private static final int MOST_BLOCKS = 8;

  private final OnnxModel model;
  private final OnnxModel.Slot input;
  private final OnnxModel.Slot output;
  private final int channels;
  private final int factor;
  private final float scalingFactor;
  private final float shiftFactor;

  private VaeDecoder(OnnxModel model, ConfigFile config, int channels) {
    this.model = model;
    this.input = model.floatInput(4);
    this.output = model.output("sample");
    model.refuseOtherInputs(input);
    this.channels = channels;
    if (!input.takes(0, 1) || !input.takes(1, channels)) {
      throw model.fault(
          "must take a batch of 1 with the " + channels + " latent_channels of " + CONFIG);
    }
    int blocks = config.length("block_out_channels");
    if (blocks > MOST_BLOCKS) {
      throw config.fault("block_out_channels", blocks + " blocks are more than " + MOST_BLOCKS);
    }
    this.factor = 1 << (blocks - 1);
    boolean tiny = config.text("_class_name").filter("AutoencoderTiny"::equals).isPresent();
    this.scalingFactor =
        (float) config.number("scaling_factor").orElse(tiny ? 1 : USUAL_SCALING_FACTOR);
    if (!(scalingFactor > 0)) {
      throw config.fault("scaling_factor", "must be positive, not " + scalingFactor);
    }
    this.shiftFactor = (float) config.number("shift_factor").orElse(0);
  }

  /** Loads the decoder for latents of so many channels. */
  static VaeDecoder load(ModelFolder folder, ExecutionOptions execution, int channels) {
    ConfigFile config = folder.config(CONFIG);
    int own = config.requiredInteger("latent_channels");
    if (own != channels) {
      throw config.fault(
          "latent_channels", own + " do not fit the " + channels + " channels of the UNet");
    }
    OnnxModel model = OnnxModel.load(folder, "vae_decoder", execution);
    try {
      VaeDecoder decoder = new VaeDecoder(model, config, channels);
      decoder.checkFactor();
      return decoder;
    } catch (Throwable e) {
      model.close();
      throw e;
    }
  }

  /** Pixels along one side of a latent cell. */
  int factor() {
    return factor;
  }

  /**
   * Decodes a latent.
   *
   * @param latent [channels, height, width]; left unscaled afterwards
   */
  Picture decode(float[] latent, int height, int width) {
    for (int i = 0; i < latent.length; i++) {
      latent[i] = latent[i] / scalingFactor + shiftFactor;
    }
    try {
      float[] planes = run(latent, height, width);
      Finite.require(planes, "the VAE decoder's picture");
      return picture(planes, height * factor, width * factor);
    } catch (OrtException e) {
      throw new DrawFailedException("the VAE decoder failed: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    model.close();
  }

  /** Decodes a single cell, which is cheap and shows the true factor. */
  private void checkFactor() {
    if (!input.takes(2, 1) || !input.takes(3, 1)) {
      return;
    }
    try {
      int values = run(new float[channels], 1, 1).length;
      if (values != COLOURS * factor * factor) {
        throw model.fault(
            "one latent cell gives "
                + values
                + " values, but block_out_channels of "
                + CONFIG
                + " means a factor of "
                + factor);
      }
    } catch (OrtException e) {
      throw model.fault("cannot decode a latent of one cell", e);
    }
  }

  private float[] run(float[] latent, int height, int width) throws OrtException {
    try (Arena arena = Arena.ofConfined();
        HostTensor tensor =
            HostTensor.allocate(
                model.environment(), arena, input.type(), 1, channels, height, width)) {
      tensor.put(0, latent);
      try (OrtSession.Result result =
          model.run(Map.of(input.name(), tensor.tensor()), output, ActiveLoras.NONE)) {
        FloatBuffer decoded = ((OnnxTensor) result.get(0)).getFloatBuffer();
        float[] values = new float[decoded.remaining()];
        decoded.get(values);
        return values;
      }
    }
  }

  /** From planes of -1 to 1 to interleaved bytes, rounded as diffusers does with NumPy. */
  private static Picture picture(float[] planes, int height, int width) {
    int area = height * width;
    if (planes.length != COLOURS * area) {
      throw new DrawFailedException(
          "the VAE decoder gave " + planes.length + " values for " + width + "x" + height, null);
    }
    byte[] rgb = new byte[COLOURS * area];
    for (int colour = 0; colour < COLOURS; colour++) {
      for (int i = 0; i < area; i++) {
        float unit = Math.clamp(planes[colour * area + i] * 0.5f + 0.5f, 0f, 1f);
        rgb[i * COLOURS + colour] = (byte) (int) Math.rint(unit * 255f);
      }
    }
    return new Picture(width, height, rgb);
  }
}
