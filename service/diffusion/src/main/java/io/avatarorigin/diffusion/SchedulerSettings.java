package io.avatarorigin.diffusion;

import io.avatarorigin.diffusion.scheduler.Scheduler;
import java.util.Optional;

/**
 * {@code scheduler/scheduler_config.json}: the scheduler that a folder names and the schedule that
 * its model was trained with. For another scheduler than the folder's the fields that it knows
 * count, as with diffusers' {@code from_config}.
 */
final class SchedulerSettings {

  private static final String FILE = "scheduler/scheduler_config.json";
  private static final String STOCHASTIC = "sde-dpmsolver++";

  private final ConfigFile config;
  private final Optional<SchedulerChoice> byDefault;

  private SchedulerSettings(ConfigFile config, Optional<SchedulerChoice> byDefault) {
    this.config = config;
    this.byDefault = byDefault;
  }

  /** Reads all that the folder's own scheduler needs. */
  static SchedulerSettings read(ModelFolder folder) {
    ConfigFile config = folder.config(FILE);
    String name =
        config.text("_class_name").orElseThrow(() -> config.fault("_class_name", "missing"));
    Optional<SchedulerChoice> named =
        SchedulerKind.find(name).map(kind -> choice(variant(kind, config), config));
    named.ifPresent(choice -> new SchedulerReader(config, choice).read(choice.kind()));
    if (named.isEmpty()) {
      new SchedulerFields(config).trainTimesteps();
    }
    return new SchedulerSettings(config, named);
  }

  /** The folder's own scheduler, empty where it is not supported. */
  Optional<SchedulerChoice> byDefault() {
    return byDefault;
  }

  /**
   * A scheduler for one draw.
   *
   * @throws InvalidDrawException when it is not for this model or the steps are too many
   */
  Scheduler create(SchedulerChoice choice, int steps) {
    int most = new SchedulerFields(config).trainTimesteps();
    if (steps > most) {
      throw new InvalidDrawException(
          steps + " steps are more than the " + most + " timesteps of the model's training");
    }
    if (!choice.kind().takes(choice.spacing())) {
      throw new InvalidDrawException(
          "scheduler %s has no %s spacing; %s"
              .formatted(
                  choice.name(),
                  SchedulerChoice.label(choice.spacing()),
                  choice.karras() ? "switch karras off" : "leave that out"));
    }
    try {
      return new SchedulerReader(config, choice).read(choice.kind()).apply(steps);
    } catch (ModelException | IllegalArgumentException e) {
      throw new InvalidDrawException(
          "scheduler " + choice.name() + " cannot draw so with this model: " + e.getMessage());
    }
  }

  private static SchedulerKind variant(SchedulerKind kind, ConfigFile config) {
    return kind == SchedulerKind.DPM_SOLVER_MULTISTEP
            && config.text("algorithm_type").filter(STOCHASTIC::equals).isPresent()
        ? SchedulerKind.DPM_SOLVER_MULTISTEP_SDE
        : kind;
  }

  private static SchedulerChoice choice(SchedulerKind kind, ConfigFile config) {
    LevelSpacing spacing = LevelSpacing.EVEN;
    if (kind.takes(LevelSpacing.KARRAS) && config.flag("use_karras_sigmas", false)) {
      spacing = LevelSpacing.KARRAS;
    } else if (kind.takes(LevelSpacing.EXPONENTIAL)
        && config.flag("use_exponential_sigmas", false)) {
      spacing = LevelSpacing.EXPONENTIAL;
    }
    return new SchedulerChoice(kind.schedulerName(), spacing);
  }
}
