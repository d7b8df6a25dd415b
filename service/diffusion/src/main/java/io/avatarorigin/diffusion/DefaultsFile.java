package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.noise.NoiseKind;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** {@code avatar-origin.json} of a model folder: a name and the settings that suit the model. */
final class DefaultsFile {

  private DefaultsFile() {}

  /** The name that the file gives the model. */
  static Optional<String> name(ModelFolder folder) {
    return folder.configIfPresent(ModelFolder.DEFAULTS).flatMap(file -> file.text("name"));
  }

  /** What the file says, and {@code fromConfigs} for what it leaves out. */
  static ModelDefaults read(ModelFolder folder, ModelDefaults fromConfigs) {
    Optional<ConfigFile> present = folder.configIfPresent(ModelFolder.DEFAULTS);
    if (present.isEmpty()) {
      return fromConfigs;
    }
    ConfigFile file = present.get();
    OptionalDouble guidance = file.number("guidanceScale");
    if (guidance.isPresent() && !(guidance.getAsDouble() >= 0)) {
      throw file.fault("guidanceScale", "must not be negative: " + guidance.getAsDouble());
    }
    return new ModelDefaults(
        orElse(positive(file, "steps"), fromConfigs.steps()),
        guidance.isPresent() ? guidance : fromConfigs.guidanceScale(),
        orElse(positive(file, "size"), fromConfigs.size()),
        scheduler(file, fromConfigs.scheduler()),
        noise(file).or(fromConfigs::noise));
  }

  private static Optional<SchedulerChoice> scheduler(
      ConfigFile file, Optional<SchedulerChoice> fromConfigs) {
    Optional<SchedulerChoice> named =
        file.text("scheduler").map(name -> named(file, name)).or(() -> fromConfigs);
    return named.map(choice -> choice.withKarras(file.flag("karras", choice.karras())));
  }

  private static Optional<NoiseKind> noise(ConfigFile file) {
    return file.has("noise")
        ? Optional.of(file.choice("noise", NoiseKind.class, NoiseKind.CPU))
        : Optional.empty();
  }

  private static SchedulerChoice named(ConfigFile file, String name) {
    try {
      return SchedulerChoice.parse(name);
    } catch (IllegalArgumentException e) {
      throw file.fault("scheduler", String.valueOf(e.getMessage()));
    }
  }

  private static OptionalInt positive(ConfigFile file, String field) {
    OptionalInt value = file.integer(field);
    if (value.isPresent() && value.getAsInt() < 1) {
      throw file.fault(field, "must be at least 1, not " + value.getAsInt());
    }
    return value;
  }

  private static OptionalInt orElse(OptionalInt value, OptionalInt other) {
    return value.isPresent() ? value : other;
  }
}
