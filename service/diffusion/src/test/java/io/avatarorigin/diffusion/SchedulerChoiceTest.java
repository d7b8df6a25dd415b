package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulerChoiceTest {

  @ParameterizedTest
  @CsvSource({
    "DPM++ 2M, DPMSolverMultistep, false",
    "DPM++ 2M Karras, DPMSolverMultistep, true",
    "dpm++ 2m karras, DPMSolverMultistep, true",
    "DPMSolverMultistep, DPMSolverMultistep, false",
    "DPMSolverMultistepScheduler, DPMSolverMultistep, false",
    "EulerDiscrete, EulerDiscrete, false"
  })
  void readsNamesOfDiffusersAndAutomatic1111(String text, String name, boolean karras) {
    assertThat(SchedulerChoice.parse(text)).isEqualTo(new SchedulerChoice(name, karras));
  }

  @Test
  void refusesABlankName() {
    assertThatThrownBy(() -> SchedulerChoice.parse(" "))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
