package io.avatarorigin.diffusion;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** AUTOMATIC1111's schedule types, as far as they are something that is drawn here. */
public enum ScheduleType {
  /** What suits the sampler, in its opinion: Karras for DPM++ 2M, Exponential for its SDE forms. */
  AUTOMATIC("Automatic", Optional.empty()),
  /** Evenly by time. */
  UNIFORM("Uniform", Optional.of(LevelSpacing.EVEN)),
  /** As by Karras et al. (2022). */
  KARRAS("Karras", Optional.of(LevelSpacing.KARRAS)),
  /** Evenly by the noise levels' logarithms. */
  EXPONENTIAL("Exponential", Optional.of(LevelSpacing.EXPONENTIAL)),
  /** Evenly by time from the last timestep on; it equals diffusers' trailing within a timestep. */
  SGM_UNIFORM("SGM Uniform", Optional.of(LevelSpacing.TRAILING)),
  /** The same, rounded down. */
  SIMPLE("Simple", Optional.of(LevelSpacing.TRAILING)),
  /** Computed as Uniform is. */
  NORMAL("Normal", Optional.of(LevelSpacing.EVEN));

  private final String label;

  @SuppressWarnings("ImmutableEnumChecker") // Optional is, and so is what it holds
  private final Optional<LevelSpacing> spacing;

  ScheduleType(String label, Optional<LevelSpacing> spacing) {
    this.label = label;
    this.spacing = spacing;
  }

  /** What people read, for instance "SGM Uniform"; programs write "sgm_uniform" as well. */
  public String label() {
    return label;
  }

  /** What it means; empty where the sampler decides. */
  public Optional<LevelSpacing> spacing() {
    return spacing;
  }

  /**
   * By name or label, in any case; nothing at all is Automatic.
   *
   * @throws IllegalArgumentException that tells the known ones
   */
  public static ScheduleType parse(String text) {
    String wanted = text.strip().replace('_', ' ');
    if (wanted.isEmpty()) {
      return AUTOMATIC;
    }
    return Stream.of(values())
        .filter(type -> type.label.equalsIgnoreCase(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "schedule type \"%s\" is not known; use one of %s"
                        .formatted(
                            text,
                            Stream.of(values())
                                .map(ScheduleType::label)
                                .collect(Collectors.joining(", ")))));
  }

  /** The type that a sampler's name ends with: of several the one with the longest label. */
  static Optional<ScheduleType> endOf(String sampler) {
    String name = sampler.toLowerCase(Locale.ROOT);
    return Stream.of(values())
        .filter(type -> name.endsWith(" " + type.label.toLowerCase(Locale.ROOT)))
        .max((one, other) -> Integer.compare(one.label.length(), other.label.length()));
  }
}
