package io.avatarorigin.origin.web.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Reads {@code Accept} headers (RFC 9110, section 12.5.1). */
public final class MediaRanges {
  private MediaRanges() {}

  /**
   * Whether the values name this very media type with a weight above zero. A wildcard does not name
   * it: clients that send one show JPEG for certain, and WebP perhaps.
   */
  public static boolean name(List<String> accept, String mediaType) {
    return accept.stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(range -> range.toLowerCase(Locale.ROOT).replaceAll("\\s", ""))
        .anyMatch(range -> range.equals(mediaType) || weighted(range, mediaType));
  }

  private static boolean weighted(String range, String mediaType) {
    return range.startsWith(mediaType + ";") && !range.matches(".*;q=0(\\.0*)?(;.*)?");
  }
}
