package io.avatarorigin.origin;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.diffusion.ModelDefaults;
import io.avatarorigin.diffusion.SchedulerChoice;
import io.avatarorigin.diffusion.noise.NoiseKind;
import io.avatarorigin.origin.avatar.Noise;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.origin.config.SamplerConfig;
import io.avatarorigin.vocabulary.SamplerDefaults;
import io.avatarorigin.vocabulary.Vocabulary;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SamplerPrecedenceTest {
  private static final SamplerDefaults VOCABULARY = Vocabulary.preset("azurda").sampler();

  @Test
  void takesTheModelsNoiseWhereNobodySaysOtherwise() {
    assertThat(sampler(Optional.empty(), Optional.of(NoiseKind.NV)).noise()).isEqualTo(Noise.NV);
    assertThat(sampler(Optional.of(Noise.CPU), Optional.of(NoiseKind.NV)).noise())
        .isEqualTo(Noise.CPU);
    assertThat(sampler(Optional.empty(), Optional.empty()).noise()).isEqualTo(Noise.CPU);
  }

  @Test
  void keepsTheSpacingOfTheModelsScheduler() {
    Sampler sampler = sampler(Optional.empty(), Optional.empty());

    assertThat(sampler.scheduler()).isEqualTo("EulerDiscrete Exponential");
    assertThat(sampler.karras()).isFalse();
  }

  private static Sampler sampler(Optional<Noise> explicit, Optional<NoiseKind> model) {
    return SamplerPrecedence.resolve(
        new SamplerConfig(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            explicit),
        new ModelDefaults(
            OptionalInt.empty(),
            OptionalDouble.empty(),
            OptionalInt.empty(),
            Optional.of(SchedulerChoice.parse("Euler Exponential")),
            model),
        VOCABULARY);
  }
}
