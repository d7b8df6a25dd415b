package io.avatarorigin.vocabulary;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Reads the sampler defaults of a vocabulary. */
final class SamplerParser {
  private static final int MOST_SCHEDULER_CHARACTERS = 64;
  private static final List<String> KEYS =
      List.of("scheduler", "karras", "steps", "guidanceScale", "size", "jpegQuality");

  private SamplerParser() {}

  /** The defaults; those with faults are left out. */
  static SamplerDefaults parse(Place place) {
    return place.fields(KEYS).map(SamplerParser::parse).orElse(SamplerDefaults.NONE);
  }

  private static SamplerDefaults parse(Fields fields) {
    return new SamplerDefaults(
        fields.optional("scheduler").flatMap(SamplerParser::scheduler),
        fields.optional("karras").flatMap(Place::bool),
        integer(fields, "steps", 1, SamplerDefaults.MOST_STEPS),
        fields
            .optional("guidanceScale")
            .map(place -> place.decimal(0, SamplerDefaults.MOST_GUIDANCE))
            .orElse(OptionalDouble.empty()),
        size(fields),
        integer(fields, "jpegQuality", 1, SamplerDefaults.MOST_QUALITY));
  }

  private static Optional<String> scheduler(Place place) {
    Optional<String> name = place.text(MOST_SCHEDULER_CHARACTERS);
    if (name.isPresent() && name.get().isEmpty()) {
      place.fault("must name a scheduler, for instance DPMSolverMultistep");
      return Optional.empty();
    }
    return name;
  }

  private static OptionalInt size(Fields fields) {
    OptionalInt size =
        integer(fields, "size", SamplerDefaults.LEAST_SIZE, SamplerDefaults.MOST_SIZE);
    if (size.isPresent() && size.getAsInt() % SamplerDefaults.SIZE_STEP != 0) {
      fields
          .required("size")
          .ifPresent(
              place ->
                  place.fault(
                      "must be a multiple of %d, not %d"
                          .formatted(SamplerDefaults.SIZE_STEP, size.getAsInt())));
      return OptionalInt.empty();
    }
    return size;
  }

  private static OptionalInt integer(Fields fields, String key, int least, int most) {
    return fields
        .optional(key)
        .map(place -> place.integer(least, most))
        .orElse(OptionalInt.empty());
  }
}
