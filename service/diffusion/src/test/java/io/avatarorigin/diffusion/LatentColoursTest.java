package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LatentColoursTest {
  private static final int SIDE = 8;
  private static final int FACTOR = 4;
  private static final int CHANNELS = 3;

  private final LatentColours colours = new LatentColours(CHANNELS, FACTOR);

  @Test
  void showsNothingBeforeTheFirstPicture() {
    assertThat(colours.preview(latent(1), SIDE, SIDE)).isEmpty();
  }

  @Test
  void findsTheColoursOfCells() {
    colours.learn(latent(1), picture(latent(1)));

    float[] other = latent(2);
    Picture preview = colours.preview(other, SIDE, SIDE).orElseThrow();

    assertThat(preview.width()).isEqualTo(SIDE);
    assertThat(preview.height()).isEqualTo(SIDE);
    for (int cell = 0; cell < SIDE * SIDE; cell++) {
      for (int colour = 0; colour < 3; colour++) {
        assertThat(preview.rgb()[cell * 3 + colour] & 0xff)
            .as("cell %s colour %s", cell, colour)
            .isCloseTo(colour(other, cell, colour), within(3));
      }
    }
  }

  @Test
  void staysWithinColoursAndWithinPicturesOfOneColour() {
    float[] flat = new float[CHANNELS * SIDE * SIDE];
    colours.learn(flat, picture(flat));
    float[] wild = latent(3);
    for (int i = 0; i < wild.length; i++) {
      wild[i] *= 1000;
    }

    assertThat(colours.preview(flat, SIDE, SIDE).orElseThrow().rgb()).containsOnly((byte) 128);
    assertThat(colours.preview(wild, SIDE, SIDE)).isPresent();
  }

  @Test
  void learnsFromTheFirstPicturesOnly() {
    int pictures = 0;
    while (colours.isLearning()) {
      colours.learn(latent(pictures), picture(latent(pictures)));
      pictures++;
    }
    byte[] before = colours.preview(latent(9), SIDE, SIDE).orElseThrow().rgb();

    colours.learn(new float[CHANNELS * SIDE * SIDE], picture(latent(5)));

    assertThat(pictures).isEqualTo(16);
    assertThat(colours.preview(latent(9), SIDE, SIDE).orElseThrow().rgb()).isEqualTo(before);
  }

  private static float[] latent(int seed) {
    Random random = new Random(seed);
    float[] latent = new float[CHANNELS * SIDE * SIDE];
    for (int i = 0; i < latent.length; i++) {
      latent[i] = (float) Math.clamp(random.nextGaussian(), -2, 2);
    }
    return latent;
  }

  /** A picture whose cells are of the colours that the latent says. */
  private static Picture picture(float[] latent) {
    int side = SIDE * FACTOR;
    byte[] rgb = new byte[side * side * 3];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        for (int colour = 0; colour < 3; colour++) {
          int cell = y / FACTOR * SIDE + x / FACTOR;
          rgb[(y * side + x) * 3 + colour] = (byte) colour(latent, cell, colour);
        }
      }
    }
    return new Picture(side, side, rgb);
  }

  private static int colour(float[] latent, int cell, int colour) {
    int area = SIDE * SIDE;
    double own = latent[colour * area + cell];
    double next = latent[(colour + 1) % CHANNELS * area + cell];
    return (int) Math.round(128 + 30 * own - 12 * next);
  }
}
