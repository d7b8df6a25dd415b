package io.avatarorigin.origin.engine.remote;

import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.origin.avatar.Sampler;

/**
 * A sampler in the two words of AUTOMATIC1111's API.
 *
 * @param sampler a sampler's name
 * @param scheduleType how its noise levels are spaced
 */
record SpacedScheduler(String sampler, String scheduleType) {
  private static final String EVEN = "Uniform";

  /** By the name that diffusers gives it. */
  static SpacedScheduler of(Sampler sampler) {
    SchedulerChoice choice = choice(sampler);
    String type = choice.label().substring(choice.name().length()).strip();
    return new SpacedScheduler(choice.name(), type.isEmpty() ? EVEN : type);
  }

  /** By the name that AUTOMATIC1111 gives it, where it has one. */
  static SpacedScheduler ofAutomatic1111(Sampler sampler) {
    SchedulerChoice choice = choice(sampler);
    String name = choice.kind().samplerName().orElseGet(choice::name);
    return new SpacedScheduler(name, of(sampler).scheduleType());
  }

  private static SchedulerChoice choice(Sampler sampler) {
    return SchedulerChoice.parse(sampler.scheduler()).withKarras(sampler.karras());
  }
}
