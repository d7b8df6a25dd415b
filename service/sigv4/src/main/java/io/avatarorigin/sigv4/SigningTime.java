package io.avatarorigin.sigv4;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** The time a request was signed at, in whole seconds. */
public record SigningTime(Instant instant) {
  public SigningTime {
    instant = instant.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Reads {@code yyyyMMdd'T'HHmmss'Z'}; empty for anything else. */
  public static Optional<SigningTime> parse(String text) {
    if (text.length() != 16 || text.charAt(8) != 'T' || text.charAt(15) != 'Z') {
      return Optional.empty();
    }
    for (int i = 0; i < 15; i++) {
      if (i != 8 && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
        return Optional.empty();
      }
    }
    try {
      LocalDateTime time =
          LocalDateTime.of(
              number(text, 0, 4),
              number(text, 4, 6),
              number(text, 6, 8),
              number(text, 9, 11),
              number(text, 11, 13),
              number(text, 13, 15));
      return Optional.of(new SigningTime(time.toInstant(ZoneOffset.UTC)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  /** {@code yyyyMMdd'T'HHmmss'Z'}. */
  public String text() {
    LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    StringBuilder out = new StringBuilder(16);
    appendDay(out, time);
    out.append('T');
    appendTwo(out, time.getHour());
    appendTwo(out, time.getMinute());
    appendTwo(out, time.getSecond());
    return out.append('Z').toString();
  }

  /** {@code yyyyMMdd}, the date of the credential scope. */
  public String day() {
    StringBuilder out = new StringBuilder(8);
    appendDay(out, LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    return out.toString();
  }

  private static void appendDay(StringBuilder out, LocalDateTime time) {
    appendTwo(out, time.getYear() / 100);
    appendTwo(out, time.getYear() % 100);
    appendTwo(out, time.getMonthValue());
    appendTwo(out, time.getDayOfMonth());
  }

  private static void appendTwo(StringBuilder out, int number) {
    out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }
}
