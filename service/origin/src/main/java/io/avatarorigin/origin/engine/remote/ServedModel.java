package io.avatarorigin.origin.engine.remote;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.diffusion.ModelDefaults;
import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.diffusion.noise.NoiseKind;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The model that workers draw with, as far as an origin has to know it.
 *
 * @param name for people
 * @param digest hex SHA-256 of the files that decide its pictures
 * @param latentFactor what sizes have to be multiples of
 * @param defaults the settings that suit it
 */
public record ServedModel(String name, String digest, int latentFactor, ModelDefaults defaults) {
  /** Reads what {@link #json} writes, and workers tell; nothing where it is something else. */
  public static Optional<ServedModel> parse(JsonNode json) {
    String digest = json.path("digest").asText("");
    if (!digest.matches("[0-9a-f]{64}")) {
      return Optional.empty();
    }
    return Optional.of(
        new ServedModel(
            json.path("name").asText("?"),
            digest,
            Math.max(1, json.path("latentFactor").asInt(1)),
            defaults(json.path("defaults"))));
  }

  private static ModelDefaults defaults(JsonNode json) {
    return new ModelDefaults(
        json.path("steps").isInt()
            ? OptionalInt.of(json.path("steps").asInt())
            : OptionalInt.empty(),
        json.path("guidanceScale").isNumber()
            ? OptionalDouble.of(json.path("guidanceScale").asDouble())
            : OptionalDouble.empty(),
        json.path("size").isInt() ? OptionalInt.of(json.path("size").asInt()) : OptionalInt.empty(),
        scheduler(json),
        noise(json.path("noise").asText("")));
  }

  /** One that this version does not know cannot be asked for by name. */
  private static Optional<SchedulerChoice> scheduler(JsonNode json) {
    try {
      SchedulerChoice named = SchedulerChoice.parse(json.path("scheduler").asText(""));
      return Optional.of(named.withKarras(json.path("karras").asBoolean(false)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<NoiseKind> noise(String text) {
    return switch (text) {
      case "cpu" -> Optional.of(NoiseKind.CPU);
      case "nv" -> Optional.of(NoiseKind.NV);
      default -> Optional.empty();
    };
  }

  /** As workers tell it. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("name", name).put("digest", digest).put("latentFactor", latentFactor);
    ObjectNode own = json.putObject("defaults");
    defaults.steps().ifPresent(steps -> own.put("steps", steps));
    defaults.guidanceScale().ifPresent(scale -> own.put("guidanceScale", scale));
    defaults.size().ifPresent(size -> own.put("size", size));
    defaults
        .scheduler()
        .ifPresent(
            scheduler ->
                own.put("scheduler", scheduler.withKarras(false).label())
                    .put("karras", scheduler.karras()));
    defaults.noise().ifPresent(noise -> own.put("noise", noise.name().toLowerCase(Locale.ROOT)));
    return json;
  }
}
