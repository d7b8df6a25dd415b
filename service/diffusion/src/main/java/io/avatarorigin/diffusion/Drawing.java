package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.noise.TorchNoise;
import io.avatarorigin.diffusion.scheduler.Scheduler;
import java.lang.foreign.Arena;
import java.util.List;

/**
 * One draw: noise, then steps of UNet, guidance and scheduler, then the decoder. For one thread.
 */
final class Drawing {

  private final ModelParts parts;
  private final DrawRequest request;
  private final Prompts prompts;
  private final Scheduler scheduler;
  private final LatentListener listener;
  private final int height;
  private final int width;

  Drawing(
      ModelParts parts,
      DrawRequest request,
      Prompts prompts,
      Scheduler scheduler,
      LatentListener listener) {
    this.parts = parts;
    this.request = request;
    this.prompts = prompts;
    this.scheduler = scheduler;
    this.listener = listener;
    this.height = request.height() / parts.vaeDecoder().factor();
    this.width = request.width() / parts.vaeDecoder().factor();
  }

  Drawn draw() {
    // torch makes the noise in the shape [1, channels, height, width].
    float[] latent =
        TorchNoise.standardNormal(request.seed(), parts.unet().channels() * height * width);
    int tokens = prompts.chunks() * parts.textEncoder().length();
    List<float[]> conditions = conditions();
    try (Arena arena = Arena.ofConfined();
        ActiveLoras loras = ActiveLoras.open(prompts.loras().unet());
        Unet.Run run = parts.unet().prepare(arena, height, width, tokens, conditions, loras)) {
      walk(run, latent);
    }
    Picture picture = parts.vaeDecoder().decode(latent, height, width);
    return new Drawn(picture, prompts.ignoredTags());
  }

  private void walk(Unet.Run run, float[] latent) {
    float[] unguided = new float[latent.length];
    float[] prediction = request.guided() ? new float[latent.length] : unguided;
    List<float[]> halves = request.guided() ? List.of(unguided, prediction) : List.of(prediction);
    for (int step = 0; step < scheduler.steps(); step++) {
      run.predict(scheduler.timestep(step), latent, halves);
      if (request.guided()) {
        guide(unguided, prediction);
      }
      Finite.require(
          prediction, "the UNet's prediction in step " + (step + 1) + " of " + scheduler.steps());
      scheduler.step(step, prediction, latent);
      if (!listener.step(step + 1, scheduler.steps(), latent)) {
        throw new DrawCancelledException(step + 1, scheduler.steps());
      }
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
    TextEncoder encoder = parts.textEncoder();
    try (ActiveLoras loras = ActiveLoras.open(prompts.loras().textEncoder())) {
      float[] prompt = encoder.encode(prompts.wanted(), prompts.chunks(), loras);
      return request.guided()
          ? List.of(encoder.encodeOften(prompts.unwanted(), prompts.chunks(), loras), prompt)
          : List.of(prompt);
    }
  }
}
