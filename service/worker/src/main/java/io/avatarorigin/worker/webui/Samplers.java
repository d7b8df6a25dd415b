package io.avatarorigin.worker.webui;

import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.worker.http.Problem;
import java.util.Locale;
import java.util.Optional;

/** Which scheduler a request means by its sampler and its schedule type. */
final class Samplers {
  private Samplers() {}

  /** The schedule types that AUTOMATIC1111 has and that are drawn with here. */
  enum ScheduleType {
    /** As the sampler's name says. */
    AUTOMATIC("Automatic"),
    /** Noise levels spaced evenly by time. */
    UNIFORM("Uniform"),
    /** Noise levels spaced as by Karras et al. (2022). */
    KARRAS("Karras");

    private final String label;

    ScheduleType(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }

    /** In any case; nothing is the first. */
    static ScheduleType parse(String text) {
      return switch (text.strip().toLowerCase(Locale.ROOT)) {
        case "", "automatic" -> AUTOMATIC;
        case "uniform" -> UNIFORM;
        case "karras" -> KARRAS;
        default ->
            throw Problem.of(
                Problem.Kind.BAD_REQUEST,
                "Scheduler not found: use Automatic, Uniform or Karras, not " + text);
      };
    }
  }

  /**
   * The scheduler.
   *
   * @param sampler a name of AUTOMATIC1111's, perhaps with Karras behind it, or of diffusers'
   * @param usual what a request gets that names no sampler
   * @throws Problem where one of them is not known, or they do not fit each other
   */
  static SchedulerChoice choose(
      Optional<String> sampler, ScheduleType schedule, SchedulerChoice usual) {
    try {
      SchedulerChoice named = sampler.map(SchedulerChoice::parse).orElse(usual);
      return switch (schedule) {
        case AUTOMATIC -> named;
        // A schedule type behind the sampler's name counts more, as with AUTOMATIC1111.
        case UNIFORM -> sampler.isPresent() ? named : new SchedulerChoice(named.name(), false);
        case KARRAS -> SchedulerChoice.parse(named.name(), "Karras");
      };
    } catch (IllegalArgumentException e) {
      throw Problem.of(Problem.Kind.BAD_REQUEST, "Sampler not found: " + e.getMessage());
    }
  }
}
