package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.scheduler.BetaSchedule;
import io.avatarorigin.diffusion.scheduler.FinalSigmas;
import io.avatarorigin.diffusion.scheduler.NoiseSchedule;
import io.avatarorigin.diffusion.scheduler.PredictionType;
import io.avatarorigin.diffusion.scheduler.SigmaSpacing;
import io.avatarorigin.diffusion.scheduler.TimestepSpacing;
import io.avatarorigin.diffusion.scheduler.WalkConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The fields of {@code scheduler_config.json} that several of diffusers' classes know. */
final class SchedulerFields {

  private final ConfigFile config;

  /** What counts more than {@code timestep_spacing}. */
  private final Optional<TimestepSpacing> wanted;

  private SchedulerFields(ConfigFile config, Optional<TimestepSpacing> wanted) {
    this.config = config;
    this.wanted = wanted;
  }

  SchedulerFields(ConfigFile config) {
    this(config, Optional.empty());
  }

  /** With {@code timestep_spacing: trailing}, whatever the file says. */
  static SchedulerFields trailing(ConfigFile config) {
    return new SchedulerFields(config, Optional.of(TimestepSpacing.TRAILING));
  }

  /** The file, for the fields of one class. */
  ConfigFile config() {
    return config;
  }

  /** Refuses fields that a class knows and that this library does not compute. */
  void refuse(String... fields) {
    List.of(fields).forEach(config::refuse);
  }

  /** The values of a class that knows {@code beta_schedule} and the like. */
  NoiseSchedule noise(BetaSchedule schedule, double betaStart, double betaEnd) {
    BetaSchedule betas = config.choice("beta_schedule", BetaSchedule.class, schedule);
    return config.has("trained_betas")
        ? NoiseSchedule.ofBetas(config.floats("trained_betas"))
        : NoiseSchedule.of(
            betas,
            config.number("beta_start").orElse(betaStart),
            config.number("beta_end").orElse(betaEnd),
            trainTimesteps());
  }

  /** The same for most classes, whose defaults are equal. */
  NoiseSchedule noise() {
    return noise(BetaSchedule.LINEAR, 0.0001, 0.02);
  }

  /** As {@code rescale_betas_zero_snr} says, in a class that knows it. */
  NoiseSchedule rescaled(NoiseSchedule noise) {
    return config.flag("rescale_betas_zero_snr", false) ? noise.rescaledToZeroTerminalSnr() : noise;
  }

  int trainTimesteps() {
    int timesteps = config.integer("num_train_timesteps").orElse(1000);
    if (timesteps < 2) {
      throw config.fault("num_train_timesteps", "must be at least 2, not " + timesteps);
    }
    return timesteps;
  }

  /** What walks share; a class takes of it what it knows. */
  WalkConfig walk(NoiseSchedule noise, TimestepSpacing spacing, SigmaSpacing sigmas) {
    int offset = config.integer("steps_offset").orElse(0);
    if (offset < 0) {
      throw config.fault("steps_offset", "must not be negative: " + offset);
    }
    return new WalkConfig(
        noise,
        config.choice("prediction_type", PredictionType.class, PredictionType.EPSILON),
        wanted.orElseGet(() -> config.choice("timestep_spacing", TimestepSpacing.class, spacing)),
        offset,
        sigmas,
        config.number("flow_shift").orElse(1),
        positive("sigma_min"),
        positive("sigma_max"),
        config.choice("final_sigmas_type", FinalSigmas.class, FinalSigmas.ZERO));
  }

  /** Refuses what the model predicts where a class cannot use that. */
  void requirePrediction(WalkConfig walk, PredictionType... known) {
    if (!List.of(known).contains(walk.predictionType())) {
      throw config.fault(
          "prediction_type",
          config.text("prediction_type").orElse("epsilon")
              + " is not supported by this scheduler; it knows "
              + Arrays.toString(known));
    }
  }

  /** {@code clip_sample} with its range. */
  OptionalDouble clip(boolean byDefault) {
    return config.flag("clip_sample", byDefault)
        ? OptionalDouble.of(config.number("clip_sample_range").orElse(1))
        : OptionalDouble.empty();
  }

  /** A field that has one value here. */
  void require(String field, String only) {
    Optional<String> text = config.text(field);
    if (text.isPresent() && !text.get().equals(only)) {
      throw config.fault(field, text.get() + " is not supported; use " + only);
    }
  }

  /** {@code solver_order} of a solver. */
  int solverOrder() {
    int order = config.integer("solver_order").orElse(2);
    if (order < 1 || order > 3) {
      throw config.fault("solver_order", order + " is not supported; use 1, 2 or 3");
    }
    return order;
  }

  private OptionalDouble positive(String field) {
    OptionalDouble value = config.number(field);
    if (value.isPresent() && !(value.getAsDouble() > 0)) {
      throw config.fault(field, "must be above 0, not " + value.getAsDouble());
    }
    return value;
  }
}
