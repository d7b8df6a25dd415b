package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.noise.NoiseSource;
import io.avatarorigin.diffusion.scheduler.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One picture on its way, alone or with others. For one thread. */
final class Sitting {

  /** Who wants the picture. Called on the drawing thread. */
  interface Sitter {
    /**
     * Step {@code step} of {@code steps} is done, counted from 1.
     *
     * @param latent [channels, height, width], to be read only
     * @return false to end the draw
     */
    boolean step(int step, int steps, float[] latent);

    /**
     * The latent is finished; to be read and changed at will.
     *
     * @return what takes longer and can wait until the others of the run are finished
     */
    Optional<Runnable> finished(float[] latent);

    void failed(DiffusionException reason);
  }

  private final DrawRequest request;
  private final Prompts prompts;
  private final Scheduler scheduler;
  private final boolean guided;
  private final Sitter sitter;
  private final int height;
  private final int width;
  private final List<UnetConditions.Row> rows = new ArrayList<>(2);
  private final NoiseSource noise;
  private final float[] latent;
  private final float[] input;
  private final float[] unguided;
  private final float[] prediction;

  /**
   * A picture of which nothing but the noise is there.
   *
   * @param parts of the model that it is for
   */
  Sitting(
      DrawRequest request, Prompts prompts, Scheduler scheduler, ModelParts parts, Sitter sitter) {
    this.request = request;
    this.prompts = prompts;
    this.scheduler = scheduler;
    this.guided = parts.unet().guides(request);
    this.sitter = sitter;
    int factor = parts.vaeDecoder().factor();
    this.height = request.height() / factor;
    this.width = request.width() / factor;
    // torch makes the noise in the shape [1, channels, height, width].
    this.noise = request.noise().source(request.seed());
    this.latent = new float[parts.unet().config().channels() * height * width];
    noise.fill(latent);
    scale(latent, scheduler.initialNoise(), latent);
    this.input = new float[latent.length];
    this.prediction = new float[latent.length];
    this.unguided = guided ? new float[latent.length] : prediction;
  }

  /** Of the latent. */
  int height() {
    return height;
  }

  /** Of the latent. */
  int width() {
    return width;
  }

  int chunks() {
    return prompts.chunks();
  }

  /** The UNet's. */
  List<LoraPlan.Weighted> loras() {
    return prompts.loras().of(LoraNet.UNET);
  }

  int steps() {
    return scheduler.steps();
  }

  float timestep(int step) {
    return scheduler.timestep(step);
  }

  /** Encodes the prompts; false when the draw has ended by that. */
  boolean begin(PromptEncoder encoder) {
    int chunks = prompts.chunks();
    try (ActiveLoras first = ActiveLoras.open(prompts.loras().of(LoraNet.TEXT_ENCODER));
        ActiveLoras second = ActiveLoras.open(prompts.loras().of(LoraNet.TEXT_ENCODER_2))) {
      List<ActiveLoras> loras = List.of(first, second);
      if (guided) {
        rows.add(row(encoder.encodeNegative(prompts.unwanted(), chunks, loras)));
      }
      rows.add(row(encoder.encode(prompts.wanted(), chunks, loras)));
      return true;
    } catch (RuntimeException | Error e) {
      fail(e);
      return false;
    }
  }

  /** What the UNet is told in each step: with guidance of the negative prompt first. */
  List<UnetConditions.Row> rows() {
    return rows;
  }

  private UnetConditions.Row row(TextStates states) {
    return new UnetConditions.Row(states, request.guidanceScale());
  }

  /** What each row shows the UNet, once it is scaled for a step. */
  float[] input() {
    return input;
  }

  void scaleInput(int step) {
    scale(latent, scheduler.inputScale(step), input);
  }

  /** Where the predictions of each row go. */
  List<float[]> predictions() {
    return guided ? List.of(unguided, prediction) : List.of(prediction);
  }

  /** Goes on from the predictions; false when the draw has ended. */
  boolean take(int step) {
    try {
      if (guided) {
        guide();
      }
      Finite.require(
          prediction, "the UNet's prediction in step " + (step + 1) + " of " + scheduler.steps());
      scheduler.step(step, prediction, latent, noise);
    } catch (RuntimeException | Error e) {
      fail(e);
      return false;
    }
    if (!sitter.step(step + 1, scheduler.steps(), latent)) {
      sitter.failed(DrawCancelledException.after(step + 1, scheduler.steps()));
      return false;
    }
    return true;
  }

  /** Hands the latent over; what is returned is run when the others are finished. */
  Optional<Runnable> finish() {
    try {
      return sitter.finished(latent);
    } catch (RuntimeException | Error e) {
      fail(e);
      return Optional.empty();
    }
  }

  void fail(Throwable reason) {
    sitter.failed(DrawFailedException.because(reason));
  }

  private static void scale(float[] values, float factor, float[] scaled) {
    for (int i = 0; i < values.length; i++) {
      scaled[i] = values[i] * factor;
    }
  }

  /** Classifier-free guidance (Ho and Salimans, 2022), written over the prompt's prediction. */
  private void guide() {
    float scale = (float) request.guidanceScale();
    for (int i = 0; i < prediction.length; i++) {
      prediction[i] = unguided[i] + scale * (prediction[i] - unguided[i]);
    }
  }
}
