package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.scheduler.BetaSchedule;
import io.avatarorigin.diffusion.scheduler.DpmSolverMultistep;
import io.avatarorigin.diffusion.scheduler.DpmSolverMultistepConfig;
import io.avatarorigin.diffusion.scheduler.FinalSigmas;
import io.avatarorigin.diffusion.scheduler.NoiseSchedule;
import io.avatarorigin.diffusion.scheduler.PredictionType;
import io.avatarorigin.diffusion.scheduler.Scheduler;
import io.avatarorigin.diffusion.scheduler.SolverType;
import io.avatarorigin.diffusion.scheduler.TimestepSpacing;
import java.util.List;
import java.util.Optional;

/**
 * {@code scheduler/scheduler_config.json}: the scheduler that a folder names and the schedule that
 * its model was trained with. Where the folder names another class than DPMSolverMultistep, the
 * fields that both know count, as with diffusers' {@code from_config}.
 *
 * @param byDefault the folder's own scheduler, empty where it is not supported
 * @param dpmSolver what DPMSolverMultistep takes from the file
 */
record SchedulerSettings(Optional<SchedulerChoice> byDefault, DpmSolverMultistepConfig dpmSolver) {

  private static final String FILE = "scheduler/scheduler_config.json";

  /** What diffusers' class knows and this one does not. */
  private static final List<String> UNSUPPORTED =
      List.of(
          "thresholding",
          "use_exponential_sigmas",
          "use_beta_sigmas",
          "use_lu_lambdas",
          "use_flow_sigmas",
          "use_dynamic_shifting");

  static SchedulerSettings read(ModelFolder folder) {
    ConfigFile config = folder.config(FILE);
    String name =
        config.text("_class_name").orElseThrow(() -> config.fault("_class_name", "missing"));
    SchedulerChoice named =
        new SchedulerChoice(
            SchedulerChoice.parse(name).name(), config.flag("use_karras_sigmas", false));
    boolean supported = named.name().equals(SchedulerChoice.DPM_SOLVER_MULTISTEP);
    return new SchedulerSettings(
        supported ? Optional.of(named) : Optional.empty(), dpmSolver(config, supported));
  }

  /**
   * A scheduler for one draw.
   *
   * @throws InvalidDrawException when it is not supported or the steps are too many
   */
  Scheduler create(SchedulerChoice choice, int steps) {
    if (!choice.name().equals(SchedulerChoice.DPM_SOLVER_MULTISTEP)) {
      throw new InvalidDrawException(
          "scheduler "
              + choice.name()
              + " is not supported; use "
              + SchedulerChoice.DPM_SOLVER_MULTISTEP);
    }
    int most = dpmSolver.noise().timesteps();
    if (steps > most) {
      throw new InvalidDrawException(
          steps + " steps are more than the " + most + " timesteps of the model's training");
    }
    return choice.karras()
        ? DpmSolverMultistep.spacedByKarras(dpmSolver, steps)
        : DpmSolverMultistep.spacedByTimestep(dpmSolver, steps);
  }

  private static DpmSolverMultistepConfig dpmSolver(ConfigFile config, boolean ownFields) {
    UNSUPPORTED.forEach(config::refuse);
    if (config.text("variance_type").filter(type -> type.startsWith("learned")).isPresent()) {
      throw config.fault("variance_type", "models that predict a variance are not supported");
    }
    if (ownFields) {
      String algorithm = config.text("algorithm_type").orElse("dpmsolver++");
      if (!algorithm.equals("dpmsolver++")) {
        throw config.fault("algorithm_type", algorithm + " is not supported; use dpmsolver++");
      }
    }
    int order = ownFields ? config.integer("solver_order").orElse(2) : 2;
    if (order != 1 && order != 2) {
      throw config.fault("solver_order", order + " is not supported; use 1 or 2");
    }
    int offset = config.integer("steps_offset").orElse(0);
    if (offset < 0) {
      throw config.fault("steps_offset", "must not be negative: " + offset);
    }
    BetaSchedule betas = config.choice("beta_schedule", BetaSchedule.class, BetaSchedule.LINEAR);
    return new DpmSolverMultistepConfig(
        noise(config, betas),
        betas,
        config.choice("prediction_type", PredictionType.class, PredictionType.EPSILON),
        config.choice("timestep_spacing", TimestepSpacing.class, TimestepSpacing.LINSPACE),
        offset,
        order,
        ownFields
            ? config.choice("solver_type", SolverType.class, SolverType.MIDPOINT)
            : SolverType.MIDPOINT,
        config.flag("lower_order_final", true),
        config.flag("euler_at_final", false),
        config.choice("final_sigmas_type", FinalSigmas.class, FinalSigmas.ZERO),
        config.number("lambda_min_clipped").orElse(Double.NEGATIVE_INFINITY));
  }

  private static NoiseSchedule noise(ConfigFile config, BetaSchedule betas) {
    NoiseSchedule noise =
        config.has("trained_betas")
            ? NoiseSchedule.ofBetas(config.floats("trained_betas"))
            : NoiseSchedule.of(
                betas,
                config.number("beta_start").orElse(0.0001),
                config.number("beta_end").orElse(0.02),
                trainTimesteps(config));
    return config.flag("rescale_betas_zero_snr", false) ? noise.rescaledToZeroTerminalSnr() : noise;
  }

  private static int trainTimesteps(ConfigFile config) {
    int timesteps = config.integer("num_train_timesteps").orElse(1000);
    if (timesteps < 2) {
      throw config.fault("num_train_timesteps", "must be at least 2, not " + timesteps);
    }
    return timesteps;
  }
}
