package io.avatarorigin.diffusion.scheduler;

/**
 * How much of the picture is left at each training timestep: the cumulative products of 1 - beta,
 * computed in float as diffusers does with PyTorch. Immutable.
 */
public final class NoiseSchedule {

  private static final double MAX_BETA = 0.999;

  /** Keeps the first sigma finite where the last signal is rescaled to zero. */
  private static final float SMALLEST_SIGNAL = 0x1p-24f;

  private static final double SMALLEST_SIGMA = 1e-10;

  /** [timesteps], falling from nearly 1. */
  private final float[] alphasCumprod;

  /** Whether its config names the cosine, which decides how some timesteps are rounded. */
  private final boolean cosine;

  private NoiseSchedule(float[] alphasCumprod, boolean cosine) {
    this.alphasCumprod = alphasCumprod;
    this.cosine = cosine;
  }

  /**
   * The schedule of a formula.
   *
   * @param betaStart the first variance, above 0 and below 1; unused by the cosine
   * @param betaEnd the last variance, likewise
   * @param timesteps of training, at least 1
   */
  public static NoiseSchedule of(
      BetaSchedule schedule, double betaStart, double betaEnd, int timesteps) {
    return switch (schedule) {
      case LINEAR -> ofBetas(linspace(betaStart, betaEnd, timesteps));
      case SCALED_LINEAR ->
          ofBetas(squares(linspace(Math.sqrt(betaStart), Math.sqrt(betaEnd), timesteps)));
      case SQUAREDCOS_CAP_V2 -> new NoiseSchedule(products(cosine(timesteps)), true);
    };
  }

  /**
   * The schedule of given variances.
   *
   * @param betas one for each training timestep, above 0 and below 1
   */
  public static NoiseSchedule ofBetas(float[] betas) {
    return new NoiseSchedule(products(betas), false);
  }

  private static float[] products(float[] betas) {
    float[] products = new float[betas.length];
    double product = 1;
    for (int i = 0; i < betas.length; i++) {
      product *= 1f - betas[i];
      products[i] = (float) product;
    }
    return products;
  }

  /**
   * The same schedule shifted and scaled so that nothing of the picture is left at its end (Lin et
   * al., 2023).
   */
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
    return new NoiseSchedule(products(betas), cosine);
  }

  /** The same with a trace of the picture left at its end, so that every sigma is finite. */
  public NoiseSchedule withFiniteSigmas() {
    int last = alphasCumprod.length - 1;
    if (alphasCumprod[last] > 0) {
      return this;
    }
    float[] products = alphasCumprod.clone();
    products[last] = SMALLEST_SIGNAL;
    return new NoiseSchedule(products, cosine);
  }

  /** The number of training timesteps. */
  public int timesteps() {
    return alphasCumprod.length;
  }

  boolean isCosine() {
    return cosine;
  }

  /** The variance of the picture at a training timestep: {@code alphas_cumprod} in diffusers. */
  float signal(int timestep) {
    return alphasCumprod[timestep];
  }

  /** That at a timestep which may be before the first one: there all is picture, or as at first. */
  float signalAfter(int timestep, boolean alphaToOne) {
    if (timestep >= 0) {
      return signal(timestep);
    }
    return alphaToOne ? 1 : signal(0);
  }

  /** Refuses timesteps that training had not: leading spacing with an offset can lead there. */
  void requireTrained(double timestep) {
    if (timestep >= alphasCumprod.length) {
      throw new IllegalArgumentException(
          "so many steps begin at timestep "
              + (int) timestep
              + ", and the last one of training is "
              + (alphasCumprod.length - 1));
    }
  }

  /** The noise over the signal at a training timestep. */
  float sigma(int timestep) {
    float signal = alphasCumprod[timestep];
    return (float) Math.sqrt((1f - signal) / signal);
  }

  /** The noise over the signal between training timesteps, as {@code np.interp} has it. */
  double sigma(double timestep) {
    int last = alphasCumprod.length - 1;
    double clamped = Math.clamp(timestep, 0, last);
    int low = Math.min((int) clamped, last - 1);
    double below = sigma(low);
    return clamped == low ? below : below + (sigma(low + 1) - below) * (clamped - low);
  }

  /** The fractional training timestep that has this noise over the signal. */
  double timestepOf(double sigma) {
    double logSigma = Math.log(Math.max(sigma, SMALLEST_SIGMA));
    int low = 0;
    int high = alphasCumprod.length - 1;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (logSigma(middle) <= logSigma) {
        low = middle;
      } else {
        high = middle;
      }
    }
    float width = logSigma(low) - logSigma(low + 1);
    double weight = Math.clamp((logSigma(low) - logSigma) / width, 0.0, 1.0);
    return (1 - weight) * low + weight * (low + 1);
  }

  /** Half the logarithm of the signal-to-noise ratio at a training timestep. */
  float lambda(int timestep) {
    float signal = alphasCumprod[timestep];
    return (float) Math.log((float) Math.sqrt(signal))
        - (float) Math.log((float) Math.sqrt(1f - signal));
  }

  private float logSigma(int timestep) {
    return (float) Math.log(sigma(timestep));
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
