package io.avatarorigin.diffusion.studio;

import java.time.Duration;

/**
 * How a studio works. Numbers below those named here are an IllegalArgumentException.
 *
 * @param lanes at least 1: how many runs of the model there are side by side, each on a thread of
 *     its own
 * @param waiting at least 1: how many draws may wait, beside those that are drawn
 * @param together at least 1: how many draws may share a run: 1 on a CPU, where runs side by side
 *     are faster and exact, more on a GPU
 * @param window not negative: how long a run waits for more company when it has some; never when it
 *     has none
 */
public record StudioOptions(int lanes, int waiting, int together, Duration window) {
  private static final Duration USUAL_WINDOW = Duration.ofMillis(4);

  public StudioOptions {
    if (lanes < 1 || waiting < 1 || together < 1) {
      throw new IllegalArgumentException(
          "lanes, waiting and together must be at least 1, not "
              + lanes
              + ", "
              + waiting
              + " and "
              + together);
    }
    if (window.isNegative()) {
      throw new IllegalArgumentException("window must not be negative: " + window);
    }
  }

  /** One draw a lane at a time. */
  public static StudioOptions sideBySide(int lanes, int waiting) {
    return new StudioOptions(lanes, waiting, 1, Duration.ZERO);
  }

  /** One run at a time, of up to so many draws. */
  public static StudioOptions together(int most, int waiting) {
    return new StudioOptions(1, waiting, most, USUAL_WINDOW);
  }
}
