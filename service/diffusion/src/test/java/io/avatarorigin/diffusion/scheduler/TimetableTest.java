package io.avatarorigin.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.diffusion.Fixtures;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TimetableTest {

  /** Of the value itself: a last digit of the signal is several of sigma where signal is near 1. */
  private static final float RELATIVE_TOLERANCE = 3e-6f;

  static Stream<Arguments> timetables() {
    return StreamSupport.stream(Fixtures.json("schedulers.json").spliterator(), false)
        .map(
            expected ->
                Arguments.of(
                    expected.get("config"),
                    expected.get("karras").booleanValue(),
                    expected.get("steps").intValue(),
                    Fixtures.floats(expected.get("sigmas"))));
  }

  @ParameterizedTest(name = "{0}, karras {1}, {2} steps")
  @MethodSource("timetables")
  void hasTheSigmasOfDiffusers(JsonNode config, boolean karras, int steps, float[] expected) {
    Timetable timetable = config(config, karras).timetable(steps);
    assertThat(timetable.sigmas()).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(timetable.sigmas()[i])
          .as("sigma %d", i)
          .isCloseTo(expected[i], within(RELATIVE_TOLERANCE * expected[i]));
    }
  }

  private static DpmSolverConfig config(JsonNode json, boolean karras) {
    WalkConfig walk =
        new WalkConfig(
            noise(json, choice(json, "beta_schedule", BetaSchedule.LINEAR)),
            PredictionType.EPSILON,
            choice(json, "timestep_spacing", TimestepSpacing.LINSPACE),
            json.path("steps_offset").asInt(),
            karras ? SigmaSpacing.KARRAS : SigmaSpacing.TIMESTEPS,
            1,
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            choice(json, "final_sigmas_type", FinalSigmas.ZERO));
    return new DpmSolverConfig(
        walk,
        2,
        StepNoise.NONE,
        SolverType.MIDPOINT,
        true,
        false,
        json.path("lambda_min_clipped").asDouble(Double.NEGATIVE_INFINITY));
  }

  private static NoiseSchedule noise(JsonNode json, BetaSchedule betas) {
    if (json.has("trained_betas")) {
      return NoiseSchedule.ofBetas(Fixtures.floats(json.get("trained_betas")));
    }
    NoiseSchedule noise =
        NoiseSchedule.of(
            betas,
            json.path("beta_start").asDouble(0.0001),
            json.path("beta_end").asDouble(0.02),
            json.path("num_train_timesteps").asInt(1000));
    return json.path("rescale_betas_zero_snr").asBoolean()
        ? noise.rescaledToZeroTerminalSnr().withFiniteSigmas()
        : noise;
  }

  private static <E extends Enum<E>> E choice(JsonNode json, String field, E absent) {
    return json.has(field)
        ? Enum.valueOf(
            absent.getDeclaringClass(), json.get(field).textValue().toUpperCase(Locale.ROOT))
        : absent;
  }
}
