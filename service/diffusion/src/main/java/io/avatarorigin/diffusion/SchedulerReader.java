package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.scheduler.BetaSchedule;
import io.avatarorigin.diffusion.scheduler.Ddim;
import io.avatarorigin.diffusion.scheduler.DpmSolverConfig;
import io.avatarorigin.diffusion.scheduler.DpmSolverMultistep;
import io.avatarorigin.diffusion.scheduler.EulerAncestralDiscrete;
import io.avatarorigin.diffusion.scheduler.EulerDiscrete;
import io.avatarorigin.diffusion.scheduler.FinalSigmas;
import io.avatarorigin.diffusion.scheduler.FlowMatchConfig;
import io.avatarorigin.diffusion.scheduler.FlowMatchEulerDiscrete;
import io.avatarorigin.diffusion.scheduler.HeunDiscrete;
import io.avatarorigin.diffusion.scheduler.Lcm;
import io.avatarorigin.diffusion.scheduler.LmsDiscrete;
import io.avatarorigin.diffusion.scheduler.Pndm;
import io.avatarorigin.diffusion.scheduler.PndmStart;
import io.avatarorigin.diffusion.scheduler.PredictionType;
import io.avatarorigin.diffusion.scheduler.Scheduler;
import io.avatarorigin.diffusion.scheduler.SigmaSpacing;
import io.avatarorigin.diffusion.scheduler.SolverType;
import io.avatarorigin.diffusion.scheduler.StepNoise;
import io.avatarorigin.diffusion.scheduler.TimestepSpacing;
import io.avatarorigin.diffusion.scheduler.UniPcConfig;
import io.avatarorigin.diffusion.scheduler.UniPcMultistep;
import io.avatarorigin.diffusion.scheduler.UniPcType;
import io.avatarorigin.diffusion.scheduler.WalkConfig;
import java.util.HashSet;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Reads from {@code scheduler_config.json} what a scheduler needs, with the keys and defaults of
 * its class in diffusers, whichever class the file names: as {@code from_config} does. Keys that
 * the class knows and that are not computed here are refused.
 */
final class SchedulerReader {

  private static final PredictionType[] EPSILON_AND_VELOCITY = {
    PredictionType.EPSILON, PredictionType.V_PREDICTION
  };
  private static final PredictionType[] ALL_BUT_FLOW = {
    PredictionType.EPSILON, PredictionType.SAMPLE, PredictionType.V_PREDICTION
  };

  private final SchedulerFields fields;
  private final ConfigFile config;
  private final SigmaSpacing spacing;

  SchedulerReader(ConfigFile config, SchedulerChoice choice) {
    this.fields =
        choice.spacing() == LevelSpacing.TRAILING
            ? SchedulerFields.trailing(config)
            : new SchedulerFields(config);
    this.config = config;
    this.spacing =
        switch (choice.spacing()) {
          case EVEN, TRAILING -> SigmaSpacing.TIMESTEPS;
          case KARRAS -> SigmaSpacing.KARRAS;
          case EXPONENTIAL -> SigmaSpacing.EXPONENTIAL;
        };
  }

  /** What makes a scheduler for a number of steps, after all of its fields were read. */
  IntFunction<Scheduler> read(SchedulerKind kind) {
    return switch (kind) {
      case DPM_SOLVER_MULTISTEP -> dpmSolver(StepNoise.NONE, solverType(), fields.solverOrder());
      case DPM_SOLVER_MULTISTEP_SDE ->
          dpmSolver(StepNoise.ADDED, solverType(), fields.solverOrder());
      case DPM_SOLVER_MULTISTEP_SDE_HEUN ->
          dpmSolver(StepNoise.ADDED, SolverType.HEUN, fields.solverOrder());
      case DPM_SOLVER_MULTISTEP_SDE_3 -> dpmSolver(StepNoise.ADDED, solverType(), 3);
      case EULER_DISCRETE -> euler();
      case EULER_ANCESTRAL_DISCRETE -> eulerAncestral();
      case DDIM -> ddim();
      case UNI_PC_MULTISTEP -> uniPc();
      case LCM -> lcm();
      case HEUN_DISCRETE -> heun();
      case LMS_DISCRETE -> lms();
      case PNDM ->
          pndm(config.flag("skip_prk_steps", false) ? PndmStart.MULTISTEP : PndmStart.RUNGE_KUTTA);
      case PLMS -> pndm(PndmStart.MULTISTEP);
      case FLOW_MATCH_EULER_DISCRETE -> flowMatch();
    };
  }

  private IntFunction<Scheduler> dpmSolver(StepNoise stepNoise, SolverType type, int order) {
    fields.refuse("thresholding", "use_beta_sigmas", "use_lu_lambdas", "use_dynamic_shifting");
    if (config.text("variance_type").filter(kind -> kind.startsWith("learned")).isPresent()) {
      throw config.fault("variance_type", "models that predict a variance are not supported");
    }
    String algorithm = config.text("algorithm_type").orElse("dpmsolver++");
    if (!Set.of("dpmsolver++", "sde-dpmsolver++", "deis").contains(algorithm)) {
      throw config.fault(
          "algorithm_type", algorithm + " is not supported; use dpmsolver++ or sde-dpmsolver++");
    }
    DpmSolverConfig solver =
        new DpmSolverConfig(
            solverWalk(),
            order,
            stepNoise,
            type,
            config.flag("lower_order_final", true),
            config.flag("euler_at_final", false),
            config.number("lambda_min_clipped").orElse(Double.NEGATIVE_INFINITY));
    return steps -> new DpmSolverMultistep(solver, steps);
  }

  /** diffusers takes the forms of other solvers for midpoint. */
  private SolverType solverType() {
    return Set.of("logrho", "bh1", "bh2").contains(config.text("solver_type").orElse(""))
        ? SolverType.MIDPOINT
        : config.choice("solver_type", SolverType.class, SolverType.MIDPOINT);
  }

  private IntFunction<Scheduler> uniPc() {
    fields.refuse(
        "thresholding", "use_beta_sigmas", "use_dynamic_shifting", "shift_terminal", "solver_p");
    if (!config.flag("predict_x0", true)) {
      throw config.fault("predict_x0", "false is not supported; only true is");
    }
    UniPcType type =
        Set.of("midpoint", "heun", "logrho").contains(config.text("solver_type").orElse(""))
            ? UniPcType.BH2
            : config.choice("solver_type", UniPcType.class, UniPcType.BH2);
    Set<Integer> uncorrected = new HashSet<>();
    if (config.has("disable_corrector") && !config.isEmptyList("disable_corrector")) {
      for (float step : config.floats("disable_corrector")) {
        uncorrected.add((int) step);
      }
    }
    UniPcConfig solver =
        new UniPcConfig(
            solverWalk(),
            fields.solverOrder(),
            type,
            config.flag("lower_order_final", true),
            uncorrected);
    if (!solver.lowerOrderFinal() && solver.walk().finalSigmas() == FinalSigmas.ZERO) {
      throw config.fault("lower_order_final", "false needs final_sigmas_type sigma_min");
    }
    return steps -> new UniPcMultistep(solver, steps);
  }

  /** The walk of a solver, which may be along a flow. */
  private WalkConfig solverWalk() {
    boolean flow = config.flag("use_flow_sigmas", false);
    if (flow && spacing != SigmaSpacing.TIMESTEPS) {
      throw config.fault("use_flow_sigmas", "does not go with Karras or exponential spacing");
    }
    WalkConfig walk =
        fields.walk(
            fields.rescaled(fields.noise()).withFiniteSigmas(),
            TimestepSpacing.LINSPACE,
            flow ? SigmaSpacing.FLOW : spacing);
    if (flow != (walk.predictionType() == PredictionType.FLOW_PREDICTION)) {
      throw config.fault(
          "use_flow_sigmas", "must be true with prediction_type flow_prediction, and only then");
    }
    return walk;
  }

  private IntFunction<Scheduler> euler() {
    fields.refuse("use_beta_sigmas");
    fields.require("interpolation_type", "linear");
    fields.require("timestep_type", "discrete");
    WalkConfig walk =
        fields.walk(
            fields.rescaled(fields.noise()).withFiniteSigmas(), TimestepSpacing.LINSPACE, spacing);
    fields.requirePrediction(walk, ALL_BUT_FLOW);
    return steps -> new EulerDiscrete(walk, steps);
  }

  private IntFunction<Scheduler> eulerAncestral() {
    WalkConfig walk =
        fields
            .walk(
                fields.rescaled(fields.noise()).withFiniteSigmas(),
                TimestepSpacing.LINSPACE,
                SigmaSpacing.TIMESTEPS)
            .endingWithoutNoise();
    fields.requirePrediction(walk, EPSILON_AND_VELOCITY);
    return steps -> new EulerAncestralDiscrete(walk, steps);
  }

  private IntFunction<Scheduler> heun() {
    fields.refuse("use_beta_sigmas");
    WalkConfig walk =
        fields
            .walk(
                fields.noise(BetaSchedule.LINEAR, 0.00085, 0.012),
                TimestepSpacing.LINSPACE,
                spacing)
            .endingWithoutNoise();
    fields.requirePrediction(walk, ALL_BUT_FLOW);
    OptionalDouble clip = fields.clip(false);
    return steps -> new HeunDiscrete(walk, clip, steps);
  }

  private IntFunction<Scheduler> lms() {
    fields.refuse("use_beta_sigmas");
    WalkConfig walk =
        fields
            .walk(fields.noise(), TimestepSpacing.LINSPACE, spacing)
            .endingWithoutNoise()
            .withoutSigmaRange();
    fields.requirePrediction(walk, ALL_BUT_FLOW);
    return steps -> new LmsDiscrete(walk, steps);
  }

  private IntFunction<Scheduler> ddim() {
    fields.refuse("thresholding");
    WalkConfig walk =
        fields.walk(
            fields.rescaled(fields.noise()), TimestepSpacing.LEADING, SigmaSpacing.TIMESTEPS);
    fields.requirePrediction(walk, ALL_BUT_FLOW);
    boolean alphaToOne = config.flag("set_alpha_to_one", true);
    OptionalDouble clip = fields.clip(true);
    return steps -> new Ddim(walk, alphaToOne, clip, steps);
  }

  private IntFunction<Scheduler> pndm(PndmStart start) {
    WalkConfig walk = fields.walk(fields.noise(), TimestepSpacing.LEADING, SigmaSpacing.TIMESTEPS);
    fields.requirePrediction(walk, EPSILON_AND_VELOCITY);
    boolean alphaToOne = config.flag("set_alpha_to_one", false);
    return steps -> new Pndm(walk, start, alphaToOne, steps);
  }

  private IntFunction<Scheduler> lcm() {
    fields.refuse("thresholding");
    WalkConfig walk =
        fields.walk(
            fields.rescaled(fields.noise(BetaSchedule.SCALED_LINEAR, 0.00085, 0.012)),
            TimestepSpacing.LEADING,
            SigmaSpacing.TIMESTEPS);
    fields.requirePrediction(walk, ALL_BUT_FLOW);
    int original = config.integer("original_inference_steps").orElse(50);
    if (original < 1 || original > walk.noise().timesteps()) {
      throw config.fault(
          "original_inference_steps",
          "must be 1 to " + walk.noise().timesteps() + ", not " + original);
    }
    double scaling = config.number("timestep_scaling").orElse(10);
    OptionalDouble clip = fields.clip(false);
    return steps -> new Lcm(walk, original, scaling, clip, steps);
  }

  private IntFunction<Scheduler> flowMatch() {
    fields.refuse("use_beta_sigmas", "use_dynamic_shifting", "invert_sigmas");
    FlowMatchConfig flow =
        new FlowMatchConfig(
            fields.trainTimesteps(),
            config.number("shift").orElse(1),
            config.number("shift_terminal"),
            spacing,
            config.flag("stochastic_sampling", false) ? StepNoise.ADDED : StepNoise.NONE);
    return steps -> new FlowMatchEulerDiscrete(flow, steps);
  }
}
