package io.avatarorigin.origin.s3.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The dates of HTTP headers (RFC 9110, section 5.6.7), in whole seconds of UTC. */
public final class HttpDate {
  private static final String[] DAYS = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };

  private static final List<DateTimeFormatter> READABLE =
      List.of(
          utc("EEE, dd MMM yyyy HH:mm:ss 'GMT'"),
          new DateTimeFormatterBuilder()
              .appendPattern("EEEE, dd-MMM-")
              .appendValueReduced(ChronoField.YEAR, 2, 2, 1970)
              .appendPattern(" HH:mm:ss 'GMT'")
              .toFormatter(Locale.US)
              .withZone(ZoneOffset.UTC),
          utc("EEE MMM ppd HH:mm:ss yyyy"),
          DateTimeFormatter.ISO_DATE_TIME.withZone(ZoneOffset.UTC),
          utc("yyyyMMdd'T'HHmmss'Z'"));

  private HttpDate() {}

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.US).withZone(ZoneOffset.UTC);
  }

  /** As IMF-fixdate, always with a two-digit day; by hand, since every object answer has one. */
  public static String format(Instant time) {
    LocalDateTime utc = LocalDateTime.ofEpochSecond(time.getEpochSecond(), 0, ZoneOffset.UTC);
    StringBuilder out = new StringBuilder(29);
    out.append(DAYS[utc.getDayOfWeek().getValue() - 1]).append(", ");
    twoDigits(out, utc.getDayOfMonth()).append(' ');
    out.append(MONTHS[utc.getMonthValue() - 1]).append(' ');
    twoDigits(out, utc.getYear() / 100);
    twoDigits(out, utc.getYear() % 100).append(' ');
    twoDigits(out, utc.getHour()).append(':');
    twoDigits(out, utc.getMinute()).append(':');
    twoDigits(out, utc.getSecond()).append(" GMT");
    return out.toString();
  }

  private static StringBuilder twoDigits(StringBuilder out, int number) {
    return out.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  /** Reads IMF-fixdate, RFC 850, asctime and ISO 8601; anything else is no date. */
  public static Optional<Instant> parse(String text) {
    return READABLE.stream().flatMap(form -> parse(text.strip(), form).stream()).findFirst();
  }

  private static Optional<Instant> parse(String text, DateTimeFormatter form) {
    try {
      return Optional.of(form.parse(text, Instant::from));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
