package io.avatarorigin.origin.web.substitute;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class SubstitutePainterTest {
  private final AtomicInteger painted = new AtomicInteger();
  private final Executor counting =
      task -> {
        painted.incrementAndGet();
        task.run();
      };
  private final SubstitutePainter painter = new SubstitutePainter(counting);

  private static BufferedImage decode(byte[] png) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(png));
  }

  @ParameterizedTest
  @EnumSource
  void paintsEverySubstituteInTheSizeAsked(Substitute substitute) throws IOException {
    for (int size : new int[] {1, 3, 80, 2048}) {
      BufferedImage image = decode(painter.png(substitute, "somebody", size));

      assertThat(image.getWidth()).isEqualTo(size);
      assertThat(image.getHeight()).isEqualTo(size);
    }
  }

  @ParameterizedTest
  @EnumSource(
      names = {"MP", "BLANK"},
      mode = Mode.EXCLUDE)
  void paintsPatternsThatDifferFromTextToTextAndMirrorThemselves(Substitute substitute)
      throws IOException {
    byte[] png = painter.png(substitute, "ada", 120);
    BufferedImage image = decode(png);

    assertThat(png).isNotEqualTo(painter.png(substitute, "grace", 120));
    for (int y = 0; y < 120; y++) {
      for (int x = 0; x < 60; x++) {
        assertThat(image.getRGB(x, y)).isEqualTo(image.getRGB(119 - x, y));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void paintsTheSameBytesAgain(Substitute substitute) {
    assertThat(new SubstitutePainter(Runnable::run).png(substitute, "ada", 64))
        .isEqualTo(painter.png(substitute, "ada", 64));
  }

  @Test
  void paintsNothingAtAllForBlank() throws IOException {
    BufferedImage image = decode(painter.png(Substitute.BLANK, "ada", 16));

    assertThat(image.getRGB(0, 0) >>> 24).isZero();
    assertThat(image.getRGB(8, 8) >>> 24).isZero();
  }

  @Test
  void showsTheSameSilhouetteToEverybodyAndPaintsItOnce() {
    assertThat(painter.png(Substitute.MP, "ada", 80))
        .isEqualTo(painter.png(Substitute.MP, "grace", 80));
    assertThat(painted).hasValue(1);
  }
}
