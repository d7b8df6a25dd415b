package io.avatarorigin.diffusion;

import java.util.Locale;

/**
 * A scheduler by name.
 *
 * @param name the class in diffusers without "Scheduler", for instance DPMSolverMultistep
 * @param karras whether noise levels are spaced as by Karras et al. (2022)
 */
public record SchedulerChoice(String name, boolean karras) {

  /** DPM-Solver++ of second order: AUTOMATIC1111's "DPM++ 2M". */
  public static final String DPM_SOLVER_MULTISTEP = "DPMSolverMultistep";

  private static final String CLASS_SUFFIX = "Scheduler";

  public SchedulerChoice {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a scheduler needs a name");
    }
  }

  /**
   * The scheduler that a user names: a class of diffusers with or without "Scheduler", or
   * AUTOMATIC1111's "DPM++ 2M" and "DPM++ 2M Karras". Whether it can be drawn with is for the model
   * to say.
   */
  public static SchedulerChoice parse(String text) {
    String name = text.strip();
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "dpm++ 2m" -> new SchedulerChoice(DPM_SOLVER_MULTISTEP, false);
      case "dpm++ 2m karras" -> new SchedulerChoice(DPM_SOLVER_MULTISTEP, true);
      default -> new SchedulerChoice(withoutSuffix(name), false);
    };
  }

  private static String withoutSuffix(String name) {
    return name.endsWith(CLASS_SUFFIX)
        ? name.substring(0, name.length() - CLASS_SUFFIX.length())
        : name;
  }
}
