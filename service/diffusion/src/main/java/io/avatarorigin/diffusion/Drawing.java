package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.noise.NoiseSource;
import io.avatarorigin.diffusion.scheduler.Scheduler;
import java.lang.foreign.Arena;
import java.util.List;

/**
 * One draw: noise, then steps of UNet, guidance and scheduler, then the decoder. For one thread.
 */
final class Drawing {

  private final ModelParts parts;
  private final DrawRequest request;
  private final Scheduler scheduler;
  private final LatentListener listener;
  private final int height;
  private final int width;

  Drawing(ModelParts parts, DrawRequest request, Scheduler scheduler, LatentListener listener) {
    this.parts = parts;
    this.request = request;
    this.scheduler = scheduler;
    this.listener = listener;
    this.height = request.height() / parts.vaeDecoder().factor();
    this.width = request.width() / parts.vaeDecoder().factor();
  }

  Picture draw() {
    // torch makes the noise in the shape [1, channels, height, width].
    NoiseSource noise = request.noise().source(request.seed());
    float[] latent = new float[parts.unet().channels() * height * width];
    noise.fill(latent);
    scale(latent, scheduler.initialNoise(), latent);
    try (Arena arena = Arena.ofConfined();
        Unet.Run run =
            parts
                .unet()
                .prepare(arena, height, width, parts.textEncoder().length(), conditions())) {
      walk(run, latent, noise);
    }
    return parts.vaeDecoder().decode(latent, height, width);
  }

  private void walk(Unet.Run run, float[] latent, NoiseSource noise) {
    float[] input = new float[latent.length];
    float[] unguided = new float[latent.length];
    float[] prediction = request.guided() ? new float[latent.length] : unguided;
    List<float[]> halves = request.guided() ? List.of(unguided, prediction) : List.of(prediction);
    for (int step = 0; step < scheduler.steps(); step++) {
      scale(latent, scheduler.inputScale(step), input);
      run.predict(scheduler.timestep(step), input, halves);
      if (request.guided()) {
        guide(unguided, prediction);
      }
      Finite.require(
          prediction, "the UNet's prediction in step " + (step + 1) + " of " + scheduler.steps());
      scheduler.step(step, prediction, latent, noise);
      if (!listener.step(step + 1, scheduler.steps(), latent)) {
        throw new DrawCancelledException(step + 1, scheduler.steps());
      }
    }
  }

  private static void scale(float[] values, float factor, float[] scaled) {
    for (int i = 0; i < values.length; i++) {
      scaled[i] = values[i] * factor;
    }
  }

  /** Classifier-free guidance (Ho and Salimans, 2022), written over the prompt's prediction. */
  private void guide(float[] unguided, float[] prediction) {
    float scale = (float) request.guidanceScale();
    for (int i = 0; i < prediction.length; i++) {
      prediction[i] = unguided[i] + scale * (prediction[i] - unguided[i]);
    }
  }

  /** The hidden states of the batch: with guidance the negative prompt's come first. */
  private List<float[]> conditions() {
    float[] prompt = parts.textEncoder().encode(request.prompt());
    return request.guided()
        ? List.of(parts.textEncoder().encodeOften(request.negativePrompt()), prompt)
        : List.of(prompt);
  }
}
