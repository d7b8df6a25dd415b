package io.avatarorigin.origin.config;

import io.avatarorigin.origin.avatar.Noise;
import io.avatarorigin.settings.Kinds;
import io.avatarorigin.settings.OptionalKind;
import io.avatarorigin.settings.Setting;
import io.avatarorigin.settings.Values;
import java.util.List;
import java.util.Optional;

/**
 * How pictures are sampled, as far as somebody says so. What is left open is the model's choice,
 * and what the model leaves open the vocabulary's.
 *
 * @param scheduler diffusers' class without "Scheduler", or AUTOMATIC1111's name; default open
 * @param karras whether noise levels are spaced as Karras et al. do; default open
 * @param steps steps of denoising, 1 to 1000; default open
 * @param guidanceScale classifier-free guidance, 0 to 50; default open
 * @param size side of a portrait in pixels, 8 to 2048; default open
 * @param noise whose random numbers; default open
 */
public record SamplerConfig(
    Optional<String> scheduler,
    Optional<Boolean> karras,
    Optional<Integer> steps,
    Optional<Double> guidanceScale,
    Optional<Integer> size,
    Optional<Noise> noise) {
  static final Setting<Optional<String>> SCHEDULER =
      new Setting<>(
          "sampler.scheduler",
          new OptionalKind<>(Kinds.text("a scheduler's name", "[A-Za-z0-9+_() -]+")),
          "",
          "diffusers' class without \"Scheduler\", or AUTOMATIC1111's name. Unset: the model's.");
  static final Setting<Optional<Boolean>> KARRAS =
      new Setting<>(
          "sampler.karras",
          new OptionalKind<>(Kinds.SWITCH),
          "",
          "Whether noise levels are spaced as Karras et al. do. Unset: the model's.");
  static final Setting<Optional<Integer>> STEPS =
      new Setting<>(
          "sampler.steps",
          new OptionalKind<>(Kinds.integer(1, 1000, "steps")),
          "",
          "Steps of denoising. Unset: the model's.");
  static final Setting<Optional<Double>> GUIDANCE_SCALE =
      new Setting<>(
          "sampler.guidance-scale",
          new OptionalKind<>(Kinds.number(0, 50)),
          "",
          "Strength of classifier-free guidance. Unset: the model's.");
  static final Setting<Optional<Integer>> SIZE =
      new Setting<>(
          "sampler.size",
          new OptionalKind<>(Kinds.integer(8, 2048, "pixels")),
          "",
          "Side of a portrait as it is drawn. Unset: the model's.");
  static final Setting<Optional<Noise>> NOISE =
      new Setting<>(
          "sampler.noise",
          new OptionalKind<>(Kinds.choice(Noise.class)),
          "",
          "Whose random numbers pictures are drawn of: PyTorch's on a processor, or those on an"
              + " NVIDIA GPU (AUTOMATIC1111's NV), which are computed on any machine. Unset: the"
              + " model's, else cpu.");
  static final List<Setting<?>> SETTINGS =
      List.of(SCHEDULER, KARRAS, STEPS, GUIDANCE_SCALE, SIZE, NOISE);

  static SamplerConfig create(Values values) {
    return new SamplerConfig(
        values.get(SCHEDULER),
        values.get(KARRAS),
        values.get(STEPS),
        values.get(GUIDANCE_SCALE),
        values.get(SIZE),
        values.get(NOISE));
  }
}
