package io.avatarorigin.diffusion.scheduler;

/**
 * How much of the picture is left at each training timestep: the cumulative products of 1 - beta,
 * computed in float as diffusers does with PyTorch. Immutable.
 */
public final class NoiseSchedule {

  private static final double MAX_BETA = 0.999;

  /** Keeps the first sigma finite where the last signal is rescaled to zero. */
  private static final float SMALLEST_SIGNAL = 0x1p-24f;

  /** [timesteps], falling from nearly 1. */
  private final float[] alphasCumprod;

  private NoiseSchedule(float[] alphasCumprod) {
    this.alphasCumprod = alphasCumprod;
  }

  /** The schedule of a formula; {@code betaStart} and {@code betaEnd} are unused by the cosine. */
  public static NoiseSchedule of(
      BetaSchedule schedule, double betaStart, double betaEnd, int timesteps) {
    return ofBetas(
        switch (schedule) {
          case LINEAR -> linspace(betaStart, betaEnd, timesteps);
          case SCALED_LINEAR ->
              squares(linspace(Math.sqrt(betaStart), Math.sqrt(betaEnd), timesteps));
          case SQUAREDCOS_CAP_V2 -> cosine(timesteps);
        });
  }

  /** The schedule of given variances, one for each training timestep. */
  public static NoiseSchedule ofBetas(float[] betas) {
    float[] products = new float[betas.length];
    double product = 1;
    for (int i = 0; i < betas.length; i++) {
      product *= 1f - betas[i];
      products[i] = (float) product;
    }
    return new NoiseSchedule(products);
  }

  /** The same schedule shifted and scaled so that nothing of the picture is left at its end. */
  public NoiseSchedule rescaledToZeroTerminalSnr() {
    int count = alphasCumprod.length;
    float first = (float) Math.sqrt(alphasCumprod[0]);
    float last = (float) Math.sqrt(alphasCumprod[count - 1]);
    float scale = first / (first - last);
    float[] betas = new float[count];
    float previous = 1f;
    for (int i = 0; i < count; i++) {
      float root = ((float) Math.sqrt(alphasCumprod[i]) - last) * scale;
      float product = root * root;
      betas[i] = 1f - product / previous;
      previous = product;
    }
    float[] products = ofBetas(betas).alphasCumprod;
    products[count - 1] = SMALLEST_SIGNAL;
    return new NoiseSchedule(products);
  }

  /** The number of training timesteps. */
  public int timesteps() {
    return alphasCumprod.length;
  }

  /** The noise over the signal at a training timestep. */
  float sigma(int timestep) {
    float signal = alphasCumprod[timestep];
    return (float) Math.sqrt((1f - signal) / signal);
  }

  /** Half the logarithm of the signal-to-noise ratio at a training timestep. */
  float lambda(int timestep) {
    float signal = alphasCumprod[timestep];
    return (float) Math.log((float) Math.sqrt(signal))
        - (float) Math.log((float) Math.sqrt(1f - signal));
  }

  /** As {@code torch.linspace} does in float: from both ends to the middle. */
  private static float[] linspace(double from, double to, int count) {
    float start = (float) from;
    float end = (float) to;
    float step = (end - start) / (count - 1);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = i < count / 2 ? start + step * i : end - step * (count - i - 1);
    }
    return values;
  }

  private static float[] squares(float[] roots) {
    float[] values = new float[roots.length];
    for (int i = 0; i < roots.length; i++) {
      values[i] = roots[i] * roots[i];
    }
    return values;
  }

  private static float[] cosine(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      double ratio = cosineSignal((i + 1.0) / count) / cosineSignal((double) i / count);
      values[i] = (float) Math.min(1 - ratio, MAX_BETA);
    }
    return values;
  }

  private static double cosineSignal(double time) {
    double root = Math.cos((time + 0.008) / 1.008 * Math.PI / 2);
    return root * root;
  }
}
