package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.avatarorigin.diffusion.noise.NoiseKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultsFileTest {

  private static final ModelDefaults FROM_CONFIGS =
      new ModelDefaults(
          OptionalInt.empty(),
          OptionalDouble.empty(),
          OptionalInt.of(512),
          Optional.of(new SchedulerChoice("DPMSolverMultistep", true)));

  @TempDir private Path folder;

  @Test
  void leavesTheConfigsAloneWhereItIsMissing() {
    ModelFolder model = new ModelFolder(folder);
    assertThat(DefaultsFile.read(model, FROM_CONFIGS)).isEqualTo(FROM_CONFIGS);
    assertThat(DefaultsFile.name(model)).isEmpty();
  }

  @Test
  void overridesEveryDefault() throws IOException {
    ModelFolder model =
        write(
            """
            {"name": "tiny", "steps": 8, "guidanceScale": 4.5, "size": 256,
             "scheduler": "DPM++ 2M", "karras": false, "noise": "nv",
             "unknown": []}
            """);
    assertThat(DefaultsFile.read(model, FROM_CONFIGS))
        .isEqualTo(
            new ModelDefaults(
                OptionalInt.of(8),
                OptionalDouble.of(4.5),
                OptionalInt.of(256),
                Optional.of(new SchedulerChoice("DPMSolverMultistep", false)),
                Optional.of(NoiseKind.NV)));
    assertThat(DefaultsFile.name(model)).contains("tiny");
  }

  @Test
  void takesWhatItLeavesOutFromTheConfigs() throws IOException {
    ModelFolder model = write("{\"karras\": false}");
    ModelDefaults defaults = DefaultsFile.read(model, FROM_CONFIGS);
    assertThat(defaults.size()).hasValue(512);
    assertThat(defaults.scheduler()).contains(new SchedulerChoice("DPMSolverMultistep", false));
    assertThat(defaults.noise()).isEmpty();
  }

  @Test
  void leavesOtherSpacingsThanKarrasAlone() throws IOException {
    ModelFolder model = write("{\"scheduler\": \"Euler Exponential\", \"karras\": false}");
    assertThat(DefaultsFile.read(model, FROM_CONFIGS).scheduler())
        .contains(new SchedulerChoice("EulerDiscrete", LevelSpacing.EXPONENTIAL));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"steps\": 0}|steps: must be at least 1, not 0",
        "{\"size\": 1.5}|size: must be a whole number, not 1.5",
        "{\"guidanceScale\": -1}|guidanceScale: must not be negative: -1.0",
        "{\"karras\": \"no\"}|karras: must be true or false, not \"no\"",
        "{\"scheduler\": 2}|scheduler: must be text, not 2",
        "{\"scheduler\": \"DDPM\"}|scheduler: scheduler \"DDPM\" is not known; use one of",
        "{\"noise\": \"gpu\"}|noise: \"gpu\" is not supported; use one of cpu, nv",
        "[]|must hold a JSON object"
      })
  void namesTheFieldThatIsWrong(String json, String problem) throws IOException {
    ModelFolder model = write(json);
    assertThatThrownBy(() -> DefaultsFile.read(model, FROM_CONFIGS))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("avatar-origin.json: " + problem);
  }

  private ModelFolder write(String json) throws IOException {
    Files.writeString(folder.resolve(ModelFolder.DEFAULTS), json);
    return new ModelFolder(folder);
  }
}
