package io.avatarorigin.diffusion;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A rough look at a latent without its decoder: red, green and blue of each cell as linear
 * functions of the cell's channels, learned by least squares from the first pictures that are
 * drawn. Safe for use by several threads.
 */
final class LatentColours {
  private static final int COLOURS = 3;

  /** After so many pictures the functions change no more. */
  private static final int PICTURES = 16;

  /** Keeps the equations solvable where channels are the same all over. */
  private static final double RIDGE = 1e-3;

  private final int channels;
  private final int factor;
  private final ReentrantLock lock = new ReentrantLock();

  /** Sums over cells of products of channels (and one), [channels + 1][channels + 1]. */
  private final double[][] moments;

  /** Sums over cells of products of channels (and one) with colours, [channels + 1][3]. */
  private final double[][] products;

  private int learned;

  /** The functions, [3][channels + 1], the constant last; empty until there is a picture. */
  private volatile Optional<double[][]> weights = Optional.empty();

  LatentColours(int channels, int factor) {
    this.channels = channels;
    this.factor = factor;
    this.moments = new double[channels + 1][channels + 1];
    this.products = new double[channels + 1][COLOURS];
  }

  /** Whether another picture would change anything. */
  boolean isLearning() {
    lock.lock();
    try {
      return learned < PICTURES;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Learns from a finished draw.
   *
   * @param latent [channels, height, width], as the scheduler left it
   */
  void learn(float[] latent, Picture picture) {
    int width = picture.width() / factor;
    int area = width * (picture.height() / factor);
    lock.lock();
    try {
      if (learned >= PICTURES) {
        return;
      }
      double[] cell = new double[channels + 1];
      for (int at = 0; at < area; at++) {
        read(latent, area, at, cell);
        for (int colour = 0; colour < COLOURS; colour++) {
          double mean = mean(picture, at % width, at / width, colour);
          for (int i = 0; i <= channels; i++) {
            products[i][colour] += cell[i] * mean;
          }
        }
        for (int i = 0; i <= channels; i++) {
          for (int j = 0; j <= channels; j++) {
            moments[i][j] += cell[i] * cell[j];
          }
        }
      }
      learned++;
      weights = Optional.of(solved());
    } finally {
      lock.unlock();
    }
  }

  /**
   * One pixel for each cell of a latent; nothing before the first picture.
   *
   * @param latent [channels, height, width]
   */
  Optional<Picture> preview(float[] latent, int height, int width) {
    return weights.map(functions -> picture(functions, latent, height, width));
  }

  private Picture picture(double[][] functions, float[] latent, int height, int width) {
    int area = height * width;
    byte[] rgb = new byte[area * COLOURS];
    double[] cell = new double[channels + 1];
    for (int at = 0; at < area; at++) {
      read(latent, area, at, cell);
      for (int colour = 0; colour < COLOURS; colour++) {
        double value = 0;
        for (int i = 0; i <= channels; i++) {
          value += functions[colour][i] * cell[i];
        }
        rgb[at * COLOURS + colour] = (byte) Math.clamp(Math.round(value), 0, 255);
      }
    }
    return new Picture(width, height, rgb);
  }

  private void read(float[] latent, int area, int at, double[] cell) {
    for (int channel = 0; channel < channels; channel++) {
      cell[channel] = latent[channel * area + at];
    }
    cell[channels] = 1;
  }

  /** Of the pixels of a cell, 0 to 255. */
  private double mean(Picture picture, int column, int row, int colour) {
    long sum = 0;
    for (int y = row * factor; y < (row + 1) * factor; y++) {
      for (int x = column * factor; x < (column + 1) * factor; x++) {
        sum += picture.rgb()[(y * picture.width() + x) * COLOURS + colour] & 0xff;
      }
    }
    return (double) sum / (factor * factor);
  }

  /** By Gaussian elimination; the matrix is symmetric and, by the ridge, positive definite. */
  private double[][] solved() {
    int size = channels + 1;
    double[][] left = new double[size][size];
    double[][] right = new double[size][COLOURS];
    for (int i = 0; i < size; i++) {
      left[i] = moments[i].clone();
      left[i][i] += RIDGE * moments[channels][channels];
      right[i] = products[i].clone();
    }
    for (int pivot = 0; pivot < size; pivot++) {
      for (int row = pivot + 1; row < size; row++) {
        double ratio = left[row][pivot] / left[pivot][pivot];
        subtract(left[row], left[pivot], ratio);
        subtract(right[row], right[pivot], ratio);
      }
    }
    double[][] functions = new double[COLOURS][size];
    for (int row = size - 1; row >= 0; row--) {
      for (int colour = 0; colour < COLOURS; colour++) {
        double value = right[row][colour];
        for (int i = row + 1; i < size; i++) {
          value -= left[row][i] * functions[colour][i];
        }
        functions[colour][row] = value / left[row][row];
      }
    }
    return functions;
  }

  private static void subtract(double[] from, double[] row, double ratio) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= ratio * row[i];
    }
  }
}
