package io.avatarorigin.origin.web.substitute;

import io.avatarorigin.origin.avatar.Digest;
import java.nio.charset.StandardCharsets;

/**
 * A colour that a text decides, on which white is read well whichever it is: of one lightness in
 * the Oklab space (B. Ottosson, 2020), where HSB's blue is far darker than its yellow.
 */
final class Tint {
  private static final double LIGHTNESS = 0.52;
  private static final double LEAST_CHROMA = 0.09;
  private static final double CHROMAS = 0.07;

  private Tint() {}

  /** The colour of this text, as 0xRRGGBB. */
  static int of(String text) {
    byte[] digest = Digest.SHA256.of(("TINT:" + text).getBytes(StandardCharsets.UTF_8));
    double hue = 2 * Math.PI * (((digest[0] & 0xff) << 8) | (digest[1] & 0xff)) / 0x10000;
    double chroma = LEAST_CHROMA + CHROMAS * (digest[2] & 0xff) / 0xff;
    return rgb(chroma * Math.cos(hue), chroma * Math.sin(hue));
  }

  private static int rgb(double a, double b) {
    double l = cube(LIGHTNESS + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(LIGHTNESS - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(LIGHTNESS - 0.0894841775 * a - 1.2914855480 * b);
    return octet(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) << 16
        | octet(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s) << 8
        | octet(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
  }

  private static double cube(double value) {
    return value * value * value;
  }

  /** A linear part of sRGB as it is stored (IEC 61966-2-1). */
  private static int octet(double linear) {
    double stored =
        linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * Math.clamp(stored, 0, 1));
  }
}
