package io.avatarorigin.origin.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.avatarorigin.origin.avatar.ImageFormat;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PictureEncoderTest {
  private static final Raster GRADIENT = gradient(64);

  @Test
  void pngGivesBackEveryPixel() throws IOException {
    byte[] png = PictureEncoder.encode(GRADIENT, ImageFormat.PNG, 1);

    assertThat(PictureEncoder.decode(png).rgb()).isEqualTo(GRADIENT.rgb());
  }

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void everyFormatIsReadByOthersAsThePictureThatItWas(ImageFormat format) throws IOException {
    byte[] bytes = PictureEncoder.encode(GRADIENT, format, 90);

    BufferedImage read = ImageIO.read(new ByteArrayInputStream(bytes));
    assertThat(read.getWidth()).isEqualTo(64);
    assertThat(read.getHeight()).isEqualTo(64);
    int pixel = read.getRGB(48, 16);
    assertThat((pixel >> 16) & 255).isCloseTo(192, within(12));
    assertThat((pixel >> 8) & 255).isCloseTo(64, within(12));
  }

  @ParameterizedTest
  @EnumSource(ImageFormat.class)
  void theSamePictureGivesTheSameBytes(ImageFormat format) {
    assertThat(PictureEncoder.encode(gradient(64), format, 75))
        .isEqualTo(PictureEncoder.encode(gradient(64), format, 75));
  }

  @ParameterizedTest
  @EnumSource(
      value = ImageFormat.class,
      names = {"JPEG", "WEBP"})
  void lowerQualityIsSmaller(ImageFormat format) {
    assertThat(PictureEncoder.encode(GRADIENT, format, 20).length)
        .isLessThan(PictureEncoder.encode(GRADIENT, format, 95).length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 80, 2048})
  void scalesToAnySize(int size) {
    Raster scaled = PictureEncoder.scale(GRADIENT, size, size);

    assertThat(scaled.width()).isEqualTo(size);
    assertThat(scaled.height()).isEqualTo(size);
  }

  @Test
  void keepsColoursWhereTheyAreWhenScaled() {
    Raster scaled = PictureEncoder.scale(GRADIENT, 16, 16);

    int topRight = (16 - 1) * 3;
    assertThat(scaled.rgb()[topRight] & 255).isGreaterThan(220);
    assertThat(scaled.rgb()[topRight + 1] & 255).isLessThan(30);
  }

  private static Raster gradient(int size) {
    byte[] rgb = new byte[size * size * 3];
    for (int y = 0, i = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        rgb[i++] = (byte) (x * 255 / (size - 1));
        rgb[i++] = (byte) (y * 255 / (size - 1));
        rgb[i++] = 100;
      }
    }
    return new Raster(size, size, rgb);
  }
}
