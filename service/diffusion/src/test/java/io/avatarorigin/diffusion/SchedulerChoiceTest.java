package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchedulerChoiceTest {

  @ParameterizedTest
  @CsvSource({
    "DPM++ 2M, DPMSolverMultistep, false",
    "DPM++ 2M Karras, DPMSolverMultistep, true",
    "dpm++ 2m karras, DPMSolverMultistep, true",
    "DPMSolverMultistep, DPMSolverMultistep, false",
    "DPMSolverMultistepScheduler, DPMSolverMultistep, false",
    "EulerDiscrete, EulerDiscrete, false",
    "Euler a, EulerAncestralDiscrete, false",
    "k_euler_a, EulerAncestralDiscrete, false",
    "DPM++ 2M SDE Karras, DPMSolverMultistepSDE, true",
    "LMS Karras, LMSDiscrete, true",
    "UniPC, UniPCMultistep, false",
    "PLMS, PLMS, false",
    "DDIMScheduler, DDIM, false"
  })
  void readsNamesOfDiffusersAndAutomatic1111(String text, String name, boolean karras) {
    assertThat(SchedulerChoice.parse(text)).isEqualTo(new SchedulerChoice(name, karras));
  }

  @ParameterizedTest
  @CsvSource({
    "DPM++ 2M, Automatic, false",
    "DPM++ 2M, Karras, true",
    "DPM++ 2M Karras, Automatic, true",
    "DPM++ 2M Karras, karras, true",
    "Euler, '', false"
  })
  void readsAScheduleTypeApart(String sampler, String type, boolean karras) {
    assertThat(SchedulerChoice.parse(sampler, type).karras()).isEqualTo(karras);
  }

  @Test
  void findsEverySchedulerByEachOfItsNames() {
    for (SchedulerKind kind : SchedulerKind.values()) {
      assertThat(SchedulerChoice.parse(kind.schedulerName()).kind()).isEqualTo(kind);
      assertThat(kind.samplerName().map(SchedulerKind::find)).isIn(some(kind), Optional.empty());
      assertThat(kind.samplerAliases())
          .allSatisfy(alias -> assertThat(SchedulerKind.find(alias)).contains(kind));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", "Scheduler", "DDPM", "DPM++ SDE", "Euler Exponential"})
  void refusesOthersWithTheNamesThatAreKnown(String name) {
    assertThatThrownBy(() -> SchedulerChoice.parse(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("scheduler \"" + name.strip() + "\" is not known; use one of ")
        .hasMessageContaining("DPMSolverMultistep (DPM++ 2M), ")
        .hasMessageContaining("EulerAncestralDiscrete (Euler a), DDIM, ");
  }

  @Test
  void refusesKarrasAndScheduleTypesThatDoNotExist() {
    assertThatThrownBy(() -> SchedulerChoice.parse("Euler a Karras"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scheduler EulerAncestralDiscrete has no Karras spacing");
    assertThatThrownBy(() -> SchedulerChoice.parse("Euler", "Exponential"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("schedule type \"Exponential\" is not known; use Automatic or Karras");
  }

  private static Optional<Optional<SchedulerKind>> some(SchedulerKind kind) {
    return Optional.of(Optional.of(kind));
  }
}
