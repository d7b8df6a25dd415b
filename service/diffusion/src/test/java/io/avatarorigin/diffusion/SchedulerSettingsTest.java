package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.avatarorigin.diffusion.noise.NoiseKind;
import io.avatarorigin.diffusion.scheduler.Scheduler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerSettingsTest {

  @TempDir private Path folder;

  static Stream<Arguments> walks() {
    return StreamSupport.stream(Fixtures.json("schedulers.json").spliterator(), false)
        .map(walk -> Arguments.of(walk.get("config"), walk.get("karras"), walk.get("steps"), walk));
  }

  @ParameterizedTest(name = "{0}, karras {1}, {2} steps")
  @MethodSource("walks")
  void walksAsDiffusersDoes(JsonNode config, JsonNode karras, JsonNode steps, JsonNode walk)
      throws IOException {
    // Given
    ObjectNode written = config.deepCopy();
    written.put("_class_name", "DPMSolverMultistepScheduler");
    SchedulerChoice choice =
        new SchedulerChoice(SchedulerChoice.DPM_SOLVER_MULTISTEP, karras.booleanValue());

    // When
    Scheduler scheduler = settings(written.toString()).create(choice, steps.intValue());

    // Then
    float[] timesteps = new float[scheduler.steps()];
    for (int i = 0; i < timesteps.length; i++) {
      timesteps[i] = scheduler.timestep(i);
    }
    assertThat(timesteps).isEqualTo(Fixtures.floats(walk.get("timesteps")));
    if (walk.has("samples")) {
      checkSamples(scheduler, walk.get("samples"));
    }
  }

  @Test
  void readsWhatDiffusersWritesForNoClip() throws IOException {
    SchedulerSettings settings =
        settings(
            "{\"_class_name\": \"DPMSolverMultistepScheduler\", \"lambda_min_clipped\": -Infinity}");
    assertThat(settings.create(SchedulerChoice.parse("DPM++ 2M"), 4).timestep(0)).isEqualTo(999);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"PNDMScheduler\", \"skip_prk_steps\": true",
        "\"UniPCMultistepScheduler\", \"solver_type\": \"bh2\", \"solver_order\": 3",
        "\"DDPMScheduler\", \"variance_type\": \"fixed_small\""
      })
  void takesTheSharedFieldsOfAnotherClass(String fields) throws IOException {
    SchedulerSettings settings =
        settings("{\"num_train_timesteps\": 500, \"_class_name\": " + fields + "}");
    assertThat(settings.create(SchedulerChoice.parse("DPM++ 2M"), 4).timestep(0)).isEqualTo(499);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"algorithm_type\": \"dpmsolver\"|algorithm_type: dpmsolver is not supported",
        "\"solver_order\": 4|solver_order: 4 is not supported",
        "\"solver_order\": \"two\"|solver_order: must be a whole number",
        "\"thresholding\": true|thresholding: true is not supported",
        "\"use_lu_lambdas\": true|use_lu_lambdas: true is not supported",
        "\"variance_type\": \"learned\"|variance_type: models that predict a variance are not supported",
        "\"prediction_type\": \"noise\"|prediction_type: \"noise\" is not supported; use one of epsilon",
        "\"num_train_timesteps\": 1|num_train_timesteps: must be at least 2",
        "\"beta_start\": \"low\"|beta_start: must be a number",
        "\"trained_betas\": []|trained_betas: must be a list that is not empty",
        "\"steps_offset\": -1|steps_offset: must not be negative",
        "\"lower_order_final\": 1|lower_order_final: must be true or false"
      })
  void refusesWhatItCannotComputeByFileAndField(String field, String problem) {
    assertThatThrownBy(
            () -> settings("{\"_class_name\": \"DPMSolverMultistepScheduler\", " + field + "}"))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("scheduler/scheduler_config.json: " + problem);
  }

  @Test
  void laysTrailingTimestepsWhereTheyAreAskedFor() throws IOException {
    SchedulerSettings settings =
        settings(
            "{\"_class_name\": \"EulerDiscreteScheduler\", \"timestep_spacing\": \"leading\"}");

    assertThat(settings.create(SchedulerChoice.parse("Euler SGM Uniform"), 4).timestep(0))
        .isEqualTo(999);
    assertThat(settings.create(SchedulerChoice.parse("Euler"), 4).timestep(0)).isEqualTo(750);
  }

  @Test
  void knowsTheSpacingOfTheFoldersScheduler() throws IOException {
    SchedulerSettings settings =
        settings("{\"_class_name\": \"EulerDiscreteScheduler\", \"use_exponential_sigmas\": true}");

    assertThat(settings.byDefault()).contains(SchedulerChoice.parse("Euler Exponential"));
    assertThatThrownBy(
            () -> settings.create(new SchedulerChoice("DDIM", LevelSpacing.EXPONENTIAL), 4))
        .isInstanceOf(InvalidDrawException.class)
        .hasMessage("scheduler DDIM has no Exponential spacing; leave that out");
  }

  @Test
  void namesNoSchedulerWhereTheFoldersOwnIsNotSupported() throws IOException {
    SchedulerSettings settings = settings("{\"_class_name\": \"DDPMScheduler\"}");
    assertThat(settings.byDefault()).isEmpty();
    assertThat(settings.create(SchedulerChoice.parse("Euler"), 1).steps()).isEqualTo(1);
  }

  @Test
  void knowsTheStochasticFormOfTheFoldersScheduler() throws IOException {
    SchedulerSettings settings =
        settings(
            """
            {"_class_name": "DPMSolverMultistepScheduler", "algorithm_type": "sde-dpmsolver++",
             "use_karras_sigmas": true}
            """);
    assertThat(settings.byDefault()).contains(SchedulerChoice.parse("DPM++ 2M SDE Karras"));
  }

  @ParameterizedTest
  @EnumSource
  void drawsOneStepWithEverySchedulerOnEveryFolder(SchedulerKind kind) throws IOException {
    SchedulerSettings settings =
        settings("{\"_class_name\": \"PNDMScheduler\", \"skip_prk_steps\": true}");
    Scheduler scheduler =
        settings.create(new SchedulerChoice(kind.schedulerName(), kind.takesKarras()), 1);
    float[] sample = {1, -1, 0.5f, 0};
    scheduler.step(0, new float[] {0.5f, 0.25f, 0, 1}, sample, NoiseKind.CPU.source(1));
    assertThat(scheduler.steps()).isEqualTo(1);
    for (float value : sample) {
      assertThat(value).isFinite();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "EulerDiscrete|\"use_beta_sigmas\": true|use_beta_sigmas: true is not supported",
        "EulerDiscrete|\"timestep_type\": \"continuous\"|timestep_type: continuous is not supported",
        "EulerDiscrete|\"sigma_min\": 0|sigma_min: must be above 0",
        "EulerAncestralDiscrete|\"prediction_type\": \"sample\"|prediction_type: sample is not supported",
        "DDIM|\"thresholding\": true|thresholding: true is not supported",
        "LCM|\"original_inference_steps\": 1001|original_inference_steps: must be 1 to 1000",
        "PNDM|\"prediction_type\": \"sample\"|prediction_type: sample is not supported",
        "UniPCMultistep|\"predict_x0\": false|predict_x0: false is not supported",
        "UniPCMultistep|\"lower_order_final\": false|lower_order_final: false needs",
        "UniPCMultistep|\"prediction_type\": \"flow_prediction\"|use_flow_sigmas: must be true",
        "FlowMatchEulerDiscrete|\"use_dynamic_shifting\": true|use_dynamic_shifting: true is not"
      })
  void refusesWhatAClassKnowsAndIsNotComputed(String name, String field, String problem) {
    assertThatThrownBy(
            () -> settings("{\"_class_name\": \"" + name + "Scheduler\", " + field + "}"))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("scheduler/scheduler_config.json: " + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "LCM|51|51 steps are more than the 50 that the model was distilled with",
        "PNDM|3|takes 4 steps or more",
        "DDIM|1000|begin at timestep 1000, and the last one of training is 999",
        "UniPC|4|lower_order_final: false needs final_sigmas_type sigma_min"
      })
  void refusesDrawsThatAnotherSchedulerCannotMake(String name, int steps, String problem)
      throws IOException {
    SchedulerSettings settings =
        settings(
            """
            {"_class_name": "DPMSolverMultistepScheduler", "steps_offset": 1,
             "timestep_spacing": "leading", "lower_order_final": false}
            """);
    SchedulerChoice choice = SchedulerChoice.parse(name);
    assertThatThrownBy(() -> settings.create(choice, steps))
        .isInstanceOf(InvalidDrawException.class)
        .hasMessageStartingWith("scheduler " + choice.name() + " cannot draw so with this model")
        .hasMessageContaining(problem);
  }

  @Test
  void refusesKarrasWhereASchedulerHasNone() throws IOException {
    SchedulerSettings settings = settings("{\"_class_name\": \"DDIMScheduler\"}");
    assertThatThrownBy(() -> settings.create(new SchedulerChoice("DDIM", true), 4))
        .isInstanceOf(InvalidDrawException.class)
        .hasMessage("scheduler DDIM has no Karras spacing; switch karras off");
  }

  @Test
  void refusesMoreStepsThanTrainingHad() throws IOException {
    SchedulerSettings settings = settings("{\"_class_name\": \"DPMSolverMultistepScheduler\"}");
    assertThatThrownBy(() -> settings.create(SchedulerChoice.parse("DPM++ 2M"), 1001))
        .isInstanceOf(InvalidDrawException.class)
        .hasMessageContaining("1000 timesteps");
  }

  private SchedulerSettings settings(String json) throws IOException {
    Files.createDirectories(folder.resolve("scheduler"));
    Files.writeString(folder.resolve("scheduler/scheduler_config.json"), json);
    return SchedulerSettings.read(new ModelFolder(folder));
  }

  /** The samples that follow from the output 0.4 x + 0.3 sin(t / 50). */
  private static void checkSamples(Scheduler scheduler, JsonNode expected) {
    float[] sample = {-1.5f, -0.25f, 0.5f, 2f};
    float[] output = new float[sample.length];
    for (int step = 0; step < scheduler.steps(); step++) {
      for (int i = 0; i < sample.length; i++) {
        output[i] = 0.4f * sample[i] + (float) (0.3 * Math.sin(scheduler.timestep(step) / 50.0));
      }
      scheduler.step(step, output, sample, NoiseKind.CPU.source(0));
      float[] values = Fixtures.floats(expected.get(step));
      float largest = 0;
      for (float value : values) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertThat(sample)
          .as("step %d", step)
          .usingComparatorWithPrecision(1e-4f * largest)
          .containsExactly(values);
    }
  }
}
