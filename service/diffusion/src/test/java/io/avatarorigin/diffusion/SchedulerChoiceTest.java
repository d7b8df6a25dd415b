package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
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
    "DDIMScheduler, DDIM, false",
    "DPM++ 2M SDE Heun, DPMSolverMultistepSDEHeun, false",
    "k_dpmpp_3m_sde Karras, DPMSolverMultistepSDE3, true"
  })
  void readsNamesOfDiffusersAndAutomatic1111(String text, String name, boolean karras) {
    assertThat(SchedulerChoice.parse(text)).isEqualTo(new SchedulerChoice(name, karras));
  }

  @ParameterizedTest
  @CsvSource({
    "DPM++ 2M, Automatic, KARRAS",
    "k_dpmpp_2m, '', KARRAS",
    "DPM++ 2M, Uniform, EVEN",
    "DPM++ 2M, normal, EVEN",
    "DPM++ 2M, Karras, KARRAS",
    "DPM++ 2M Karras, Automatic, KARRAS",
    "DPM++ 2M Karras, karras, KARRAS",
    "DPM++ 2M Karras, Exponential, EXPONENTIAL",
    "DPM++ 2M SDE, automatic, EXPONENTIAL",
    "DPM++ 2M SDE Heun, Automatic, EXPONENTIAL",
    "DPM++ 3M SDE, Automatic, EXPONENTIAL",
    "DPM++ 2M SDE Karras, Automatic, KARRAS",
    "DPMSolverMultistep, Automatic, EVEN",
    "DPMSolverMultistepScheduler, '', EVEN",
    "DPMSolverMultistep Karras, '', KARRAS",
    "Euler, '', EVEN",
    "Euler, sgm_uniform, TRAILING",
    "Euler a, SGM Uniform, TRAILING",
    "DDIM, Simple, TRAILING",
    "UniPC, Automatic, EVEN"
  })
  void readsAScheduleTypeApart(String sampler, String type, LevelSpacing spacing) {
    assertThat(SchedulerChoice.parse(sampler, type).spacing()).isEqualTo(spacing);
  }

  @ParameterizedTest
  @EnumSource
  void readsItsOwnLabel(LevelSpacing spacing) {
    SchedulerChoice choice = new SchedulerChoice("EulerDiscrete", spacing);

    assertThat(SchedulerChoice.parse(choice.label())).isEqualTo(choice);
  }

  @ParameterizedTest
  @CsvSource({
    "EVEN, true, KARRAS",
    "EVEN, false, EVEN",
    "KARRAS, false, EVEN",
    "EXPONENTIAL, true, KARRAS",
    "EXPONENTIAL, false, EXPONENTIAL",
    "TRAILING, false, TRAILING"
  })
  void switchesKarrasAndNothingElse(LevelSpacing spacing, boolean karras, LevelSpacing other) {
    assertThat(new SchedulerChoice("EulerDiscrete", spacing).withKarras(karras).spacing())
        .isEqualTo(other);
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
  @ValueSource(strings = {" ", "Scheduler", "DDPM", "DPM++ SDE", "Euler Beta"})
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
    assertThatThrownBy(() -> SchedulerChoice.parse("LCM", "Simple"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("scheduler LCM has no SGM Uniform spacing");
    assertThatThrownBy(() -> SchedulerChoice.parse("Euler", "Beta"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "schedule type \"Beta\" is not known; use one of Automatic, Uniform, Karras,"
                + " Exponential, SGM Uniform, Simple, Normal");
  }

  private static Optional<Optional<SchedulerKind>> some(SchedulerKind kind) {
    return Optional.of(Optional.of(kind));
  }
}
