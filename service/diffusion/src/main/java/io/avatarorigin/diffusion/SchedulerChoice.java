package io.avatarorigin.diffusion;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A scheduler by name.
 *
 * @param name the class in diffusers without "Scheduler", for instance DPMSolverMultistep: the
 *     {@link SchedulerKind#schedulerName} of a kind
 * @param spacing how its noise levels are spaced
 */
public record SchedulerChoice(String name, LevelSpacing spacing) {

  /** DPM-Solver++ of second order: AUTOMATIC1111's "DPM++ 2M". */
  public static final String DPM_SOLVER_MULTISTEP = "DPMSolverMultistep";

  /**
   * Requires a known name, in any of its spellings.
   *
   * @throws IllegalArgumentException that tells the known names
   */
  public SchedulerChoice {
    name = kind(name).schedulerName();
  }

  /**
   * A scheduler whose noise levels are spaced evenly by time or as by Karras et al. (2022).
   *
   * @throws IllegalArgumentException for an unknown name; the message tells the known ones
   */
  public SchedulerChoice(String name, boolean karras) {
    this(name, karras ? LevelSpacing.KARRAS : LevelSpacing.EVEN);
  }

  /**
   * The scheduler that a user names: a class of diffusers with or without "Scheduler", or a sampler
   * of AUTOMATIC1111, either with a schedule type behind it where it takes that, for instance
   * "DPM++ 2M Karras". Without one the noise levels are spaced evenly by time.
   *
   * @throws IllegalArgumentException that tells the known names
   */
  public static SchedulerChoice parse(String text) {
    String name = text.strip();
    Optional<LevelSpacing> named = spacingAtEnd(name);
    return of(named.isPresent() ? withoutType(name) : name, named.orElse(LevelSpacing.EVEN));
  }

  /**
   * The scheduler that a request to AUTOMATIC1111 names in two fields.
   *
   * @param scheduleType a {@link ScheduleType}, which counts more than one behind the sampler's
   *     name; with "Automatic", or nothing, that one counts, and without one what AUTOMATIC1111
   *     takes for the sampler since its version 1.9. What is named as diffusers names its class is
   *     then spaced evenly by time, as there
   * @throws IllegalArgumentException that tells the known names
   */
  public static SchedulerChoice parse(String sampler, String scheduleType) {
    String text = sampler.strip();
    Optional<LevelSpacing> atEnd = spacingAtEnd(text);
    String name = atEnd.isPresent() ? withoutType(text) : text;
    Optional<LevelSpacing> asked = ScheduleType.parse(scheduleType).spacing().or(() -> atEnd);
    return of(
        name,
        asked.orElseGet(
            () -> {
              SchedulerKind kind = kind(name);
              return kind.isClassName(name) ? LevelSpacing.EVEN : kind.automaticSpacing();
            }));
  }

  private static SchedulerChoice of(String name, LevelSpacing spacing) {
    SchedulerKind kind = kind(name);
    if (!kind.takes(spacing)) {
      throw new IllegalArgumentException(
          "scheduler " + kind.schedulerName() + " has no " + label(spacing) + " spacing");
    }
    return new SchedulerChoice(kind.schedulerName(), spacing);
  }

  private static Optional<LevelSpacing> spacingAtEnd(String name) {
    return ScheduleType.endOf(name).flatMap(ScheduleType::spacing);
  }

  private static String withoutType(String name) {
    int type = ScheduleType.endOf(name).orElseThrow().label().length();
    return name.substring(0, name.length() - type).strip();
  }

  /** Whether noise levels are spaced as by Karras et al. (2022). */
  public boolean karras() {
    return spacing == LevelSpacing.KARRAS;
  }

  /** The same spaced as by Karras et al. (2022), or not so; any other spacing is not. */
  public SchedulerChoice withKarras(boolean karras) {
    return karras == karras() ? this : new SchedulerChoice(name, karras);
  }

  /** What it is. */
  public SchedulerKind kind() {
    return kind(name);
  }

  /** What {@link #parse(String)} reads as this, for instance "DPMSolverMultistep Karras". */
  public String label() {
    return spacing == LevelSpacing.EVEN ? name : name + " " + label(spacing);
  }

  /** As people name it. */
  static String label(LevelSpacing spacing) {
    return switch (spacing) {
      case EVEN -> ScheduleType.UNIFORM.label();
      case KARRAS -> ScheduleType.KARRAS.label();
      case EXPONENTIAL -> ScheduleType.EXPONENTIAL.label();
      case TRAILING -> ScheduleType.SGM_UNIFORM.label();
    };
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
