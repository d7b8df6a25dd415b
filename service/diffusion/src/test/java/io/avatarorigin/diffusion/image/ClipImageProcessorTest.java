package io.avatarorigin.diffusion.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.avatarorigin.diffusion.Fixtures;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ClipImageProcessorTest {

  private static final float[] MEAN = {0.48145466f, 0.4578275f, 0.40821073f};
  private static final float[] DEVIATION = {0.26862954f, 0.26130258f, 0.27577711f};

  @Test
  void preparesAPictureAsTransformersDoes() {
    ClipImageProcessor processor =
        new ClipImageProcessor(24, 24, Resample.BICUBIC, MEAN, DEVIATION);

    float[] planes = processor.process(Fixtures.bytes("draws/safety/picture.rgb"), 61, 83);

    float[] expected = Fixtures.floats("draws/safety/picture.clip");
    assertThat(planes).hasSameSizeAs(expected);
    for (int i = 0; i < planes.length; i++) {
      assertThat(planes[i]).as("value %d", i).isCloseTo(expected[i], within(1e-5f));
    }
  }

  @Test
  void leavesAPlainColourAloneWhateverTheSize() {
    float[] none = {0, 0, 0};
    float[] one = {1, 1, 1};
    for (Resample resample : Resample.values()) {
      ClipImageProcessor processor = new ClipImageProcessor(10, 8, resample, none, one);
      byte[] rgb = new byte[5 * 40 * 3];
      Arrays.fill(rgb, (byte) 200);
      assertThat(processor.process(rgb, 40, 5)).hasSize(3 * 8 * 8).containsOnly(200 * (1f / 255f));
    }
  }

  @Test
  void refusesToCropMoreThanThereIs() {
    assertThatThrownBy(() -> new ClipImageProcessor(24, 25, Resample.BICUBIC, MEAN, DEVIATION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("crop_size must be 1 to the size of 24, not 25");
  }

  @Test
  void knowsTheFiltersThatClipIsUsedWith() {
    assertThat(ClipImageProcessor.resample(3)).contains(Resample.BICUBIC);
    assertThat(ClipImageProcessor.resample(2)).contains(Resample.BILINEAR);
    assertThat(ClipImageProcessor.resample(1)).isEmpty();
  }
}
