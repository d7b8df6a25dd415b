package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.diffusion.noise.NoiseKind;
import io.avatarorigin.diffusion.noise.NoiseSource;
import io.avatarorigin.diffusion.scheduler.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks beside those of diffusers, made by {@code fixtures/schedulers.py}. */
class SchedulerWalksTest {

  private static final float[] SAMPLES = Fixtures.floats("walks.samples");
  private static final int LATENT = 64;
  private static final float TOLERANCE = 1e-4f;

  @TempDir private Path folder;

  static List<Arguments> walks() {
    List<Arguments> walks = new ArrayList<>();
    int first = 0;
    for (JsonNode walk : Fixtures.json("walks.json")) {
      walks.add(
          Arguments.of(
              walk.get("scheduler").textValue(),
              walk.get("config"),
              walk.get("steps").intValue(),
              walk,
              first));
      first += walk.get("timesteps").size() * LATENT;
    }
    return walks;
  }

  @ParameterizedTest(name = "{0} {1}, {2} steps")
  @MethodSource("walks")
  void walksAsDiffusersDoes(String name, JsonNode config, int steps, JsonNode walk, int first)
      throws IOException {
    // Given
    SchedulerSettings settings = settings(name, config);
    NoiseSource noise = NoiseKind.CPU.source(walk.get("seed").longValue());

    // When
    Scheduler scheduler = settings.create(settings.byDefault().orElseThrow(), steps);

    // Then
    assertThat(scheduler.steps()).isEqualTo(walk.get("timesteps").size());
    assertClose(scheduler.initialNoise(), walk.get("initialNoise").floatValue(), "initial noise");
    float[] sample = new float[LATENT];
    noise.fill(sample);
    for (int i = 0; i < LATENT; i++) {
      sample[i] *= scheduler.initialNoise();
    }
    for (int step = 0; step < scheduler.steps(); step++) {
      assertClose(
          scheduler.timestep(step), walk.get("timesteps").get(step).floatValue(), "timestep");
      assertClose(
          scheduler.inputScale(step), walk.get("inputScales").get(step).floatValue(), "scale");
      float lastDigits = 2 * Math.ulp(largest(sample));
      scheduler.step(step, model(scheduler, step, sample), sample, noise);
      for (int i = 0; i < LATENT; i++) {
        float value = SAMPLES[first + step * LATENT + i];
        assertThat(sample[i])
            .as("step %d, value %d", step, i)
            .isCloseTo(value, within(Math.max(tolerance(value), lastDigits)));
      }
    }
  }

  private static float[] model(Scheduler scheduler, int step, float[] sample) {
    float[] output = new float[sample.length];
    float shift = (float) (0.3 * Math.sin(scheduler.timestep(step) / 50.0));
    for (int i = 0; i < output.length; i++) {
      output[i] = 0.4f * (sample[i] * scheduler.inputScale(step)) + shift;
    }
    return output;
  }

  private SchedulerSettings settings(String name, JsonNode config) throws IOException {
    ObjectNode written = config.deepCopy();
    written.put("_class_name", name + "Scheduler");
    Files.createDirectories(folder.resolve("scheduler"));
    Files.writeString(folder.resolve("scheduler/scheduler_config.json"), written.toString());
    return SchedulerSettings.read(new ModelFolder(folder));
  }

  private static void assertClose(float actual, float expected, String what) {
    assertThat(actual).as(what).isCloseTo(expected, within(tolerance(expected)));
  }

  private static float tolerance(float expected) {
    return TOLERANCE * Math.max(1, Math.abs(expected));
  }

  /**
   * With zero terminal SNR a step comes down from 4096, whose last digit is 1e-4 of what is left.
   */
  private static float largest(float[] sample) {
    float largest = 0;
    for (float value : sample) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }
}
