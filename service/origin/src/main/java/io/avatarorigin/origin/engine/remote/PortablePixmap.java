package io.avatarorigin.origin.engine.remote;

import io.avatarorigin.origin.encode.Raster;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Binary portable pixmaps of 8 bits (netpbm's P6): pixels as they are, behind a line of text. */
final class PortablePixmap {
  static final String MEDIA_TYPE = "image/x-portable-pixmap";

  private static final Pattern HEAD = Pattern.compile("P6\\s([0-9]{1,5})\\s([0-9]{1,5})\\s255\\s");
  private static final int LONGEST_HEAD = 20;

  private PortablePixmap() {}

  /** The picture; nothing for what is no such pixmap, or is not whole. */
  static Optional<Raster> read(byte[] file) {
    String start =
        new String(file, 0, Math.min(file.length, LONGEST_HEAD), StandardCharsets.ISO_8859_1);
    Matcher head = HEAD.matcher(start);
    if (!head.lookingAt()) {
      return Optional.empty();
    }
    int width = Integer.parseInt(head.group(1));
    int height = Integer.parseInt(head.group(2));
    long pixels = 3L * width * height;
    if (pixels == 0 || file.length - head.end() != pixels) {
      return Optional.empty();
    }
    return Optional.of(
        new Raster(width, height, Arrays.copyOfRange(file, head.end(), file.length)));
  }
}
