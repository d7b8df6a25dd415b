package io.avatarorigin.diffusion;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A scheduler by name.
 *
 * @param name the class in diffusers without "Scheduler", for instance DPMSolverMultistep: the
 *     {@link SchedulerKind#schedulerName} of a kind
 * @param karras whether noise levels are spaced as by Karras et al. (2022)
 */
public record SchedulerChoice(String name, boolean karras) {

  /** DPM-Solver++ of second order: AUTOMATIC1111's "DPM++ 2M". */
  public static final String DPM_SOLVER_MULTISTEP = "DPMSolverMultistep";

  private static final String KARRAS = " karras";

  /**
   * Requires a known name, in any of its spellings.
   *
   * @throws IllegalArgumentException that tells the known names
   */
  public SchedulerChoice {
    name = kind(name).schedulerName();
  }

  /**
   * The scheduler that a user names: a class of diffusers with or without "Scheduler", or a sampler
   * of AUTOMATIC1111, either with " Karras" behind it where it takes that. Without it the noise
   * levels are spaced evenly by time.
   *
   * @throws IllegalArgumentException that tells the known names
   */
  public static SchedulerChoice parse(String text) {
    String name = text.strip();
    if (!name.toLowerCase(Locale.ROOT).endsWith(KARRAS)) {
      return new SchedulerChoice(name, false);
    }
    SchedulerKind kind = kind(name.substring(0, name.length() - KARRAS.length()).strip());
    if (!kind.takesKarras()) {
      throw new IllegalArgumentException(
          "scheduler " + kind.schedulerName() + " has no Karras spacing");
    }
    return new SchedulerChoice(kind.schedulerName(), true);
  }

  /**
   * The scheduler that a request to AUTOMATIC1111 names in two fields.
   *
   * @param scheduleType "Automatic", for what the sampler's name says, or "Karras"
   * @throws IllegalArgumentException that tells the known names
   */
  public static SchedulerChoice parse(String sampler, String scheduleType) {
    return switch (scheduleType.strip().toLowerCase(Locale.ROOT)) {
      case "", "automatic" -> parse(sampler);
      case "karras" -> parse(parse(sampler).name() + KARRAS);
      default ->
          throw new IllegalArgumentException(
              "schedule type \"" + scheduleType + "\" is not known; use Automatic or Karras");
    };
  }

  /** What it is. */
  public SchedulerKind kind() {
    return kind(name);
  }

  private static SchedulerKind kind(String name) {
    return SchedulerKind.find(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "scheduler \"" + name + "\" is not known; use one of " + known()));
  }

  private static String known() {
    return Stream.of(SchedulerKind.values())
        .map(
            kind ->
                kind.samplerName()
                    .filter(sampler -> !sampler.equals(kind.schedulerName()))
                    .map(sampler -> kind.schedulerName() + " (" + sampler + ")")
                    .orElse(kind.schedulerName()))
        .collect(Collectors.joining(", "));
  }
}
