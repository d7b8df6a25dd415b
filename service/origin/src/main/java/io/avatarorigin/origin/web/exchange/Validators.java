package io.avatarorigin.origin.web.exchange;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What tells one state of a resource from another (RFC 9110, section 8.8).
 *
 * @param etag with its quotation marks
 * @param lastModified in whole seconds
 */
public record Validators(String etag, Instant lastModified) {
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  /** The time as the header {@code Last-Modified} has it. */
  public String lastModifiedText() {
    return HTTP_DATE.format(lastModified);
  }

  /** Whether the values of {@code If-None-Match} name this tag, by weak comparison. */
  static boolean names(List<String> ifNoneMatch, String etag) {
    return ifNoneMatch.stream()
        .flatMap(value -> Arrays.stream(value.split(",")))
        .map(String::strip)
        .anyMatch(tag -> tag.equals("*") || tag.equals(etag) || tag.equals("W/" + etag));
  }

  /**
   * Whether a client that sent these headers has this state already. {@code If-Modified-Since}
   * counts only without {@code If-None-Match} (RFC 9110, section 13.2.2).
   */
  boolean match(List<String> ifNoneMatch, List<String> ifModifiedSince) {
    if (!ifNoneMatch.isEmpty()) {
      return names(ifNoneMatch, etag);
    }
    return ifModifiedSince.size() == 1 && !lastModified.isAfter(parse(ifModifiedSince.getFirst()));
  }

  /** A date that cannot be read is long past, and so has no effect. */
  private static Instant parse(String date) {
    try {
      return HTTP_DATE.parse(date, Instant::from);
    } catch (DateTimeParseException e) {
      return Instant.MIN;
    }
  }
}
