package io.avatarorigin.origin.engine.remote;

import io.avatarorigin.origin.avatar.Recipe;
import io.avatarorigin.origin.avatar.Sampler;
import io.avatarorigin.vocabulary.Hash;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Recipes, pictures and access, as the tests of this package want them. */
final class Rooms {
  static final int SIZE = 16;
  static final Duration DRAW_TIME = Duration.ofSeconds(20);
  static final Access OPEN =
      new Access(Optional::empty, Optional.empty(), Optional.empty(), DRAW_TIME);

  private Rooms() {}

  static Recipe recipe(boolean karras) {
    return new Recipe(
        Hash.parse("0123456789abcdef0123456789abcdef"),
        "headshot, <lora:cdi:1>, smile",
        "blurry",
        4_000_000_000L,
        new Sampler("DPMSolverMultistep", karras, 20, 7, SIZE),
        "digest");
  }

  static byte[] pixmap(int side, byte[] rgb) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("P6\n%1$d %1$d\n255\n".formatted(side).getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(rgb);
    return out.toByteArray();
  }

  static byte[] rgb(int side) {
    byte[] rgb = new byte[side * side * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i * 7);
    }
    return rgb;
  }
}
