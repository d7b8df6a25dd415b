package io.avatarorigin.worker.webui;

import io.avatarorigin.diffusion.ScheduleType;
import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.worker.http.Problem;
import java.util.Optional;

/** Which scheduler a request means by its sampler and its schedule type. */
final class Samplers {
  private Samplers() {}

  /**
   * The scheduler.
   *
   * @param sampler a name of AUTOMATIC1111's, perhaps with a schedule type behind it, or of
   *     diffusers'
   * @param scheduleType empty for Automatic
   * @param usual what a request gets that names no sampler
   * @throws Problem where one of them is not known, or they do not fit each other
   */
  static SchedulerChoice choose(
      Optional<String> sampler, String scheduleType, SchedulerChoice usual) {
    ScheduleType type = type(scheduleType);
    try {
      return sampler.isPresent()
          ? SchedulerChoice.parse(sampler.get(), type.label())
          : type.spacing().map(spacing -> new SchedulerChoice(usual.name(), spacing)).orElse(usual);
    } catch (IllegalArgumentException e) {
      throw Problem.of(Problem.Kind.BAD_REQUEST, "Sampler not found: " + e.getMessage());
    }
  }

  private static ScheduleType type(String text) {
    try {
      return ScheduleType.parse(text);
    } catch (IllegalArgumentException e) {
      throw Problem.of(Problem.Kind.BAD_REQUEST, "Scheduler not found: " + e.getMessage());
    }
  }
}
