package io.avatarorigin.diffusion.scheduler;

import java.util.Arrays;

/**
 * The timesteps that a walk visits, falling, as NumPy lays them in diffusers' {@code
 * set_timesteps}: in double.
 */
final class Timesteps {

  private Timesteps() {}

  /**
   * Of the walks whose last step may be at the first timestep of training: Euler's, DDIM and
   * others. With linspace they need not be whole.
   */
  static double[] downToFirst(WalkConfig config, int steps) {
    int trained = config.noise().timesteps();
    return switch (config.timestepSpacing()) {
      case LINSPACE -> falling(linspace(0, trained - 1, steps));
      case LEADING -> leading(trained / steps, steps - 1, steps, config.stepsOffset());
      case TRAILING -> trailing(trained, trained, steps);
    };
  }

  /**
   * Of the walks whose steps end above the first timestep of training: DPM-Solver's and UniPC's.
   * They are whole.
   *
   * @param last how many timesteps of training are used
   */
  static double[] aboveFirst(WalkConfig config, int last, int steps) {
    return switch (config.timestepSpacing()) {
      case LINSPACE -> allButLast(rounded(falling(linspace(0, last - 1, steps + 1))));
      case LEADING -> leading(last / (steps + 1), steps, steps, config.stepsOffset());
      case TRAILING -> trailing(last, config.noise().timesteps(), steps);
    };
  }

  /** Refuses walks without steps, and those with more steps than training had timesteps. */
  static void requireSteps(int steps, int trained) {
    if (steps < 1 || steps > trained) {
      throw new IllegalArgumentException(
          "steps must be 1 to the %d timesteps of training, not %d".formatted(trained, steps));
    }
  }

  /** As {@code np.linspace} computes it. */
  static double[] linspace(double from, double to, int count) {
    double[] values = new double[count];
    values[0] = from;
    for (int i = 1; i < count; i++) {
      values[i] = i == count - 1 ? to : i * ((to - from) / (count - 1)) + from;
    }
    return values;
  }

  /** Rounded to whole ones in place, halves to even ones. */
  static double[] rounded(double[] timesteps) {
    for (int i = 0; i < timesteps.length; i++) {
      timesteps[i] = Math.rint(timesteps[i]);
    }
    return timesteps;
  }

  /** The noise level of a flow moved towards noise (Esser et al., 2024, equation 23). */
  static double shifted(double sigma, double shift) {
    return shift * sigma / (1 + (shift - 1) * sigma);
  }

  static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static double[] leading(int stride, int first, int steps, int offset) {
    double[] timesteps = new double[steps];
    for (int i = 0; i < steps; i++) {
      timesteps[i] = (double) (first - i) * stride + offset;
    }
    return timesteps;
  }

  private static double[] trailing(int last, int trained, int steps) {
    double stride = (double) trained / steps;
    double delta = (last - stride) - last;
    double[] timesteps = new double[(int) Math.ceil(last / stride)];
    for (int i = 0; i < timesteps.length; i++) {
      timesteps[i] = Math.rint(last + i * delta) - 1;
    }
    return timesteps;
  }

  private static double[] falling(double[] rising) {
    double[] values = new double[rising.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = rising[values.length - 1 - i];
    }
    return values;
  }

  private static double[] allButLast(double[] values) {
    return Arrays.copyOf(values, values.length - 1);
  }
}
