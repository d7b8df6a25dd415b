package io.avatarorigin.origin.s3.cors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What pages of some origins may do.
 *
 * @param origins scheme, host and port, with one {@code *} at most for any characters
 * @param methods what they may do
 * @param allowedHeaders headers that they may send, in lower case, with one {@code *} at most
 * @param exposedHeaders headers of answers that they may read; ETag is always among them
 * @param maxAge how long a browser may keep the answer to a preflight
 */
public record CorsRule(
    List<String> origins,
    List<CorsMethod> methods,
    List<String> allowedHeaders,
    List<String> exposedHeaders,
    Optional<Duration> maxAge) {
  private static final String ANY = "*";
  private static final String ETAG = "ETag";

  public CorsRule {
    origins = List.copyOf(origins);
    methods = List.copyOf(methods);
    allowedHeaders = allowedHeaders.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    exposedHeaders = withETag(exposedHeaders);
    if (origins.isEmpty() || methods.isEmpty()) {
      throw new IllegalArgumentException("origins and methods must not be empty");
    }
    origins.forEach(CorsRule::requireOneStar);
    allowedHeaders.forEach(CorsRule::requireOneStar);
  }

  private static List<String> withETag(List<String> names) {
    if (names.stream().anyMatch(ETAG::equalsIgnoreCase)) {
      return List.copyOf(names);
    }
    List<String> all = new ArrayList<>(List.of(ETAG));
    all.addAll(names);
    return List.copyOf(all);
  }

  private static void requireOneStar(String pattern) {
    if (pattern.indexOf('*') != pattern.lastIndexOf('*')) {
      throw new IllegalArgumentException("has more than one *: " + pattern);
    }
  }

  /** Whether pages of the origin may use the method. */
  boolean allows(String origin, String method) {
    for (CorsMethod allowed : methods) {
      if (allowed.name().equals(method)) {
        return pattern(origin).isPresent();
      }
    }
    return false;
  }

  /** Whether pages may send all these headers, which are in lower case. */
  boolean allowsHeaders(List<String> names) {
    return names.stream()
        .allMatch(name -> allowedHeaders.stream().anyMatch(pattern -> matches(pattern, name)));
  }

  /** Whether the first of the origins that fits this one is all of them. */
  boolean isForAll(String origin) {
    return pattern(origin).filter(ANY::equals).isPresent();
  }

  /** The first of the origins that fits this one. */
  private Optional<String> pattern(String origin) {
    for (String pattern : origins) {
      if (matches(pattern, origin)) {
        return Optional.of(pattern);
      }
    }
    return Optional.empty();
  }

  /** Whether the origin is one of those that are written out. */
  boolean names(String origin) {
    return origin.indexOf('*') < 0 && origins.contains(origin);
  }

  private static boolean matches(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    return text.length() >= pattern.length() - 1
        && text.startsWith(pattern.substring(0, star))
        && text.endsWith(pattern.substring(star + 1));
  }
}
