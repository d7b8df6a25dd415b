package io.avatarorigin.origin;

import io.avatarorigin.diffusion.ModelDefaults;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.config.SamplerConfig;
import io.avatarorigin.settings.ConfigException;
import io.avatarorigin.settings.raw.Fault;
import io.avatarorigin.vocabulary.SamplerDefaults;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The sampler that counts, refused at start where every draw would fail. */
final class DrawableSampler {
  private final SamplerConfig explicit;
  private final ModelDefaults model;
  private final SamplerDefaults vocabulary;

  DrawableSampler(SamplerConfig explicit, ModelDefaults model, SamplerDefaults vocabulary) {
    this.explicit = explicit;
    this.model = model;
    this.vocabulary = vocabulary;
  }

  /**
   * Resolves it.
   *
   * @param fault what the model says against drawing with a sampler
   * @throws ConfigException when the model cannot draw with it
   */
  Sampler resolve(Function<Sampler, Optional<String>> fault) {
    Sampler sampler = known();
    Optional<String> found = fault.apply(sampler);
    if (found.isPresent()) {
      throw new ConfigException(List.of(new Fault("", "sampler", message(sampler, found.get()))));
    }
    return sampler;
  }

  /** Refuses a scheduler that nobody knows; a model's own was known when it was loaded. */
  private Sampler known() {
    try {
      return SamplerPrecedence.resolve(explicit, model, vocabulary);
    } catch (IllegalArgumentException e) {
      String named = explicit.scheduler().or(vocabulary::scheduler).orElse("");
      throw new ConfigException(
          List.of(
              new Fault(
                  "",
                  "sampler",
                  "the model cannot draw so: %s (%s)"
                      .formatted(
                          e.getMessage(),
                          origin("scheduler", named, explicit.scheduler().isPresent(), false)))));
    }
  }

  private String message(Sampler sampler, String fault) {
    return "the model cannot draw so: %s (%s; %s; %s)"
        .formatted(
            fault,
            origin(
                "scheduler",
                sampler.scheduler(),
                explicit.scheduler().isPresent(),
                model.scheduler().isPresent()),
            origin(
                "steps", sampler.steps(), explicit.steps().isPresent(), model.steps().isPresent()),
            origin("size", sampler.size(), explicit.size().isPresent(), model.size().isPresent()));
  }

  /** Where the value came from, and what to do about it. */
  private static String origin(String name, Object value, boolean isSet, boolean isOfModel) {
    if (isSet) {
      return "sampler.%s is set to %s: change it, or leave it out".formatted(name, value);
    }
    return "%s %s is the %s: sampler.%1$s may say otherwise"
        .formatted(name, value, isOfModel ? "model's own" : "vocabulary's or the usual one");
  }
}
