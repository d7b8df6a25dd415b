package io.avatarorigin.diffusion.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How many steps schedulers can be asked for. */
class StepsTest {
  private static final int TRAINED = 20;
  private static final WalkConfig WALK =
      new WalkConfig(
          NoiseSchedule.of(BetaSchedule.SCALED_LINEAR, 0.00085, 0.012, TRAINED),
          PredictionType.EPSILON,
          TimestepSpacing.TRAILING,
          0,
          SigmaSpacing.TIMESTEPS,
          1,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          FinalSigmas.ZERO);

  static Stream<Arguments> schedulers() {
    OptionalDouble any = OptionalDouble.empty();
    DpmSolverConfig dpm =
        new DpmSolverConfig(
            WALK, 2, StepNoise.NONE, SolverType.MIDPOINT, true, false, Double.NEGATIVE_INFINITY);
    UniPcConfig uniPc = new UniPcConfig(WALK, 2, UniPcType.BH2, true, Set.of());
    FlowMatchConfig flow =
        new FlowMatchConfig(TRAINED, 1, any, SigmaSpacing.TIMESTEPS, StepNoise.NONE);
    Map<String, IntFunction<Scheduler>> all =
        Map.of(
            "DPM-Solver", steps -> new DpmSolverMultistep(dpm, steps),
            "UniPC", steps -> new UniPcMultistep(uniPc, steps),
            "Euler", steps -> new EulerDiscrete(WALK, steps),
            "Euler a", steps -> new EulerAncestralDiscrete(WALK, steps),
            "Heun", steps -> new HeunDiscrete(WALK, any, steps),
            "LMS", steps -> new LmsDiscrete(WALK, steps),
            "DDIM", steps -> new Ddim(WALK, true, any, steps),
            "PLMS", steps -> new Pndm(WALK, PndmStart.MULTISTEP, true, steps),
            "LCM", steps -> new Lcm(WALK, TRAINED, 10, any, steps),
            "flow", steps -> new FlowMatchEulerDiscrete(flow, steps));
    return all.entrySet().stream().map(each -> Arguments.of(each.getKey(), each.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("schedulers")
  void areAtLeastOneAndAtMostThoseOfTraining(String name, IntFunction<Scheduler> scheduler) {
    assertThat(scheduler.apply(1).steps()).as(name).isPositive();
    for (int steps : new int[] {-1, 0, TRAINED + 1}) {
      assertThatThrownBy(() -> scheduler.apply(steps))
          .as("%s with %d", name, steps)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("steps must be 1 to the 20 timesteps of training, not " + steps);
    }
  }
}
