package io.avatarorigin.origin.avatar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SamplerTest {

  /** Else every picture that is stored would be drawn anew. */
  @Test
  void isWrittenInContentVersionsAsBeforeThereWasAChoiceOfNoise() {
    assertThat(new Sampler("DPMSolverMultistep", true, 20, 7, 256))
        .hasToString(
            "Sampler[scheduler=DPMSolverMultistep, karras=true, steps=20, guidanceScale=7.0,"
                + " size=256]");
  }

  @Test
  void namesOtherNoiseInContentVersions() {
    assertThat(new Sampler("DDIM", false, 8, 4.5, 64, Noise.NV))
        .hasToString(
            "Sampler[scheduler=DDIM, karras=false, steps=8, guidanceScale=4.5, size=64, noise=nv]");
  }
}
