package io.avatarorigin.diffusion;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The schedulers that can be drawn with, under the names that people know them by. */
public enum SchedulerKind {
  /** DPM-Solver++ (Lu et al., 2022). */
  DPM_SOLVER_MULTISTEP("DPMSolverMultistep", true, "DPM++ 2M", "k_dpmpp_2m"),
  /** The same with {@code algorithm_type: sde-dpmsolver++}. */
  DPM_SOLVER_MULTISTEP_SDE("DPMSolverMultistepSDE", true, "DPM++ 2M SDE", "k_dpmpp_2m_sde"),
  /** That with {@code solver_type: heun}. */
  DPM_SOLVER_MULTISTEP_SDE_HEUN(
      "DPMSolverMultistepSDEHeun", true, "DPM++ 2M SDE Heun", "k_dpmpp_2m_sde_heun"),
  /** The stochastic form with {@code solver_order: 3}. */
  DPM_SOLVER_MULTISTEP_SDE_3("DPMSolverMultistepSDE3", true, "DPM++ 3M SDE", "k_dpmpp_3m_sde"),
  /** Euler's method (Karras et al., 2022). */
  EULER_DISCRETE("EulerDiscrete", true, "Euler", "k_euler"),
  /** Euler's method with noise in each step. */
  EULER_ANCESTRAL_DISCRETE(
      "EulerAncestralDiscrete", false, "Euler a", "k_euler_a", "k_euler_ancestral"),
  /** Denoising diffusion implicit models (Song et al., 2020). */
  DDIM("DDIM", false, "DDIM"),
  /** The unified predictor-corrector (Zhao et al., 2023). */
  UNI_PC_MULTISTEP("UniPCMultistep", true, "UniPC"),
  /** Latent consistency models (Luo et al., 2023). */
  LCM("LCM", false, "LCM"),
  /** Heun's method (Karras et al., 2022). */
  HEUN_DISCRETE("HeunDiscrete", true, "Heun", "k_heun"),
  /** The linear multistep method. */
  LMS_DISCRETE("LMSDiscrete", true, "LMS", "k_lms"),
  /** Pseudo numerical methods (Liu et al., 2022), which begin as the model's config says. */
  PNDM("PNDM", false),
  /** The same with {@code skip_prk_steps: true}. */
  PLMS("PLMS", false, "PLMS"),
  /** Euler's method along a flow (Esser et al., 2024). */
  FLOW_MATCH_EULER_DISCRETE("FlowMatchEulerDiscrete", true);

  private static final String CLASS_SUFFIX = "scheduler";

  private final String schedulerName;

  /** Whether noise levels can be given that no timesteps were laid for. */
  private final boolean takesSigmas;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> otherNames;

  SchedulerKind(String schedulerName, boolean takesSigmas, String... otherNames) {
    this.schedulerName = schedulerName;
    this.takesSigmas = takesSigmas;
    this.otherNames = List.of(otherNames);
  }

  /** The class in diffusers without "Scheduler"; with "SDE" for its form with noise. */
  public String schedulerName() {
    return schedulerName;
  }

  /** Whether its noise levels can be spaced as by Karras et al. (2022). */
  public boolean takesKarras() {
    return takes(LevelSpacing.KARRAS);
  }

  /** Whether its noise levels can be spaced so. */
  public boolean takes(LevelSpacing spacing) {
    return switch (spacing) {
      case EVEN -> true;
      case KARRAS, EXPONENTIAL -> takesSigmas;
      case TRAILING -> this != LCM && this != FLOW_MATCH_EULER_DISCRETE;
    };
  }

  /** What AUTOMATIC1111 since 1.9 takes for the schedule type "Automatic". */
  LevelSpacing automaticSpacing() {
    return switch (this) {
      case DPM_SOLVER_MULTISTEP -> LevelSpacing.KARRAS;
      case DPM_SOLVER_MULTISTEP_SDE, DPM_SOLVER_MULTISTEP_SDE_HEUN, DPM_SOLVER_MULTISTEP_SDE_3 ->
          LevelSpacing.EXPONENTIAL;
      case EULER_DISCRETE,
          EULER_ANCESTRAL_DISCRETE,
          DDIM,
          UNI_PC_MULTISTEP,
          LCM,
          HEUN_DISCRETE,
          LMS_DISCRETE,
          PNDM,
          PLMS,
          FLOW_MATCH_EULER_DISCRETE ->
          LevelSpacing.EVEN;
    };
  }

  /** What AUTOMATIC1111 calls it in lists, without a schedule type; empty for what it has not. */
  public Optional<String> samplerName() {
    return otherNames.stream().findFirst();
  }

  /** What AUTOMATIC1111 takes for it as well. */
  public List<String> samplerAliases() {
    return otherNames.stream().skip(1).toList();
  }

  /** By any of its names, in any case. */
  static Optional<SchedulerKind> find(String name) {
    return Stream.of(values())
        .filter(
            kind ->
                kind.isClassName(name) || kind.otherNames.stream().anyMatch(name::equalsIgnoreCase))
        .findFirst();
  }

  /** Whether this is the name of the class in diffusers, with or without "Scheduler". */
  boolean isClassName(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    String wanted =
        name.endsWith(CLASS_SUFFIX)
            ? name.substring(0, name.length() - CLASS_SUFFIX.length())
            : name;
    return schedulerName.toLowerCase(Locale.ROOT).equals(wanted);
  }
}
