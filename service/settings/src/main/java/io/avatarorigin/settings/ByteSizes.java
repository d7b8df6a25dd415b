package io.avatarorigin.settings;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in bytes as people write them: 512, 64KiB, 128MiB, 10GiB, also 10Gi and 10GB. */
final class ByteSizes {
  private static final Pattern PATTERN = Pattern.compile("(\\d{1,19})\\s*(?:([kmgt])(i?)b?|b)?");
  private static final List<String> UNITS = List.of("", "KiB", "MiB", "GiB", "TiB");

  private ByteSizes() {}

  static long parse(String text) {
    Matcher matcher = PATTERN.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a size: " + text);
    }
    long number = Long.parseLong(matcher.group(1));
    if (matcher.group(2) == null) {
      return number;
    }
    long base = matcher.group(3).isEmpty() ? 1000 : 1024;
    for (int i = 0; i <= "kmgt".indexOf(matcher.group(2)); i++) {
      number = multiply(number, base);
    }
    return number;
  }

  /** The shortest spelling that {@link #parse} reads back. */
  static String format(long bytes) {
    int unit = 0;
    long number = bytes;
    while (number != 0 && number % 1024 == 0 && unit < UNITS.size() - 1) {
      number /= 1024;
      unit++;
    }
    return number + UNITS.get(unit);
  }

  private static long multiply(long number, long base) {
    if (number > Long.MAX_VALUE / base) {
      throw new IllegalArgumentException("more bytes than there are");
    }
    return number * base;
  }
}
