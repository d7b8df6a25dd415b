package io.avatarorigin.origin.web.substitute;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MonogramTest {
  private static final int BACKGROUND = 0x204060;
  private static final int INK = 0xffffff;

  private static BufferedImage paint(String letters, int size) {
    return Monogram.paint(new Initials(letters), BACKGROUND, size);
  }

  private static int rgb(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) & 0xffffff;
  }

  private static IntStream pixels(BufferedImage image) {
    return Arrays.stream(
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
  }

  static Stream<String> alphabet() {
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".chars().mapToObj(Character::toString);
  }

  @ParameterizedTest
  @MethodSource("alphabet")
  void writesEachCharacterUnlikeTheOthers(String character) {
    int[] written = pixels(paint(character, 64)).toArray();

    assertThat(alphabet().filter(other -> !other.equals(character)))
        .allSatisfy(other -> assertThat(pixels(paint(other, 64)).toArray()).isNotEqualTo(written));
  }

  @ParameterizedTest
  @ValueSource(strings = {"WM", "MW", "OO", "QQ", "I", "W", "LT", "AV", "JD"})
  void staysWithinTheCircleThatPagesCutOut(String letters) {
    BufferedImage image = paint(letters, 100);

    for (int y = 0; y < 100; y++) {
      for (int x = 0; x < 100; x++) {
        if (Math.hypot(x - 49.5, y - 49.5) > 46) {
          assertThat(rgb(image, x, y)).isEqualTo(BACKGROUND);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"JD", "CS", "DD", "GS", "II", "EF", "WM"})
  void keepsTheTwoApart(String letters) {
    BufferedImage image = paint(letters, 200);

    assertThat(inked(image).filter(x -> isEmpty(image, x - 1))).hasSize(2);
  }

  @Test
  void bringsTogetherWhatLeavesRoom() {
    assertThat(inkWidth("LT")).isLessThan(inkWidth("LH"));
    assertThat(inkWidth("TJ")).isLessThan(inkWidth("HJ"));
  }

  private static int inkWidth(String letters) {
    int[] columns = inked(paint(letters, 300)).mapToInt(x -> x).toArray();
    return columns[columns.length - 1] - columns[0];
  }

  /** The columns that something is written in. */
  private static Stream<Integer> inked(BufferedImage image) {
    return IntStream.range(0, image.getWidth()).filter(x -> !isEmpty(image, x)).boxed();
  }

  private static boolean isEmpty(BufferedImage image, int x) {
    return IntStream.range(0, image.getHeight()).allMatch(y -> rgb(image, x, y) == BACKGROUND);
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 80, 512})
  void coversEnoughToBeReadAndNoMore(int size) {
    long inked = pixels(paint("AL", size)).filter(pixel -> (pixel & 0xffffff) == INK).count();

    assertThat(inked).isBetween(size * size / 50L, size * size / 5L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 16})
  void bearsTheSmallestSizes(int size) {
    assertThat(paint("WM", size).getWidth()).isEqualTo(size);
  }

  @Test
  void isReadOnTheColourOfEveryHash() {
    for (int i = 0; i < 2000; i++) {
      assertThat(contrastToWhite(Tint.of("somebody " + i))).isGreaterThan(4.5);
    }
  }

  /** WCAG 2.2, "contrast ratio". */
  private static double contrastToWhite(int rgb) {
    double luminance =
        0.2126 * linear(rgb >> 16 & 0xff)
            + 0.7152 * linear(rgb >> 8 & 0xff)
            + 0.0722 * linear(rgb & 0xff);
    return 1.05 / (luminance + 0.05);
  }

  private static double linear(int octet) {
    double part = octet / 255.0;
    return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
  }
}
