package io.avatarorigin.origin.s3.cors;

import io.avatarorigin.origin.s3.http.RequestHeaders;
import io.avatarorigin.origin.s3.wire.S3Error;
import io.avatarorigin.origin.s3.wire.S3ErrorCode;
import io.avatarorigin.origin.s3.wire.S3Exception;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a browser asks for a page before it lets the page ask.
 *
 * @param origin where the page is from
 * @param method what it wants to do; empty if that is not said, which no rule allows
 * @param headers what it wants to send, in lower case
 */
public record Preflight(String origin, String method, List<String> headers) {
  /** S3's methods, most of which no rule here can allow; case counts. */
  private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE");

  /** RFC 9110, section 5.6.2: a token. */
  private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  public Preflight {
    headers = List.copyOf(headers);
  }

  /**
   * Reads a preflight.
   *
   * @throws S3Exception BadRequest, if it is none
   */
  public static Preflight parse(RequestHeaders request) {
    Optional<String> origin = request.first("origin").filter(Preflight::isVisible);
    if (origin.isEmpty()) {
      throw badRequest("A preflight has an Origin header");
    }
    String method = request.first("access-control-request-method").orElse("");
    if (!method.isEmpty() && !METHODS.contains(method)) {
      throw badRequest("Access-Control-Request-Method is none of S3's methods");
    }
    String headers = request.joined("access-control-request-headers").orElse("");
    return new Preflight(origin.get(), method, headerNames(headers));
  }

  private static List<String> headerNames(String text) {
    if (text.isBlank()) {
      return List.of();
    }
    List<String> names = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    for (String name : names) {
      if (!HEADER_NAME.matcher(name).matches()) {
        throw badRequest("Access-Control-Request-Headers holds something else than header names");
      }
    }
    return names.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /** An origin is repeated in the answer, whose headers hold visible ASCII. */
  static boolean isVisible(String origin) {
    return !origin.isEmpty() && origin.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static S3Exception badRequest(String message) {
    return S3Error.of(S3ErrorCode.BAD_REQUEST, message).toException();
  }
}
