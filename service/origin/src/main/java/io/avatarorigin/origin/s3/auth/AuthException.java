package io.avatarorigin.origin.s3.auth;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A refused request. Message and extras may be shown to the sender, but belong in no log: extras of
 * a refused signature repeat the request. It has no stack trace.
 */
public final class AuthException extends RuntimeException {
  /** The extra that names the headers which had to be signed, in the order of the request's. */
  public static final String HEADERS_NOT_SIGNED = "HeadersNotSigned";

  private static final long serialVersionUID = 1L;

  private final AuthFailure failure;
  private final LinkedHashMap<String, String> extras;

  AuthException(AuthFailure failure, String message) {
    this(failure, message, Map.of());
  }

  AuthException(AuthFailure failure, String message, Map<String, String> extras) {
    super(xmlText(message), null, false, false);
    this.failure = Objects.requireNonNull(failure, "failure");
    this.extras = new LinkedHashMap<>();
    extras.forEach((name, value) -> this.extras.put(name, xmlText(value)));
  }

  public AuthFailure failure() {
    return failure;
  }

  /** Further elements of the error document, in order; names are XML names, values plain text. */
  public Map<String, String> extras() {
    return Collections.unmodifiableMap(extras);
  }

  /** Puts U+FFFD for what an XML 1.0 document cannot hold, not even escaped. */
  private static String xmlText(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().map(c -> isXmlCharacter(c) ? c : 0xfffd).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isXmlCharacter(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xd7ff)
        || (c >= 0xe000 && c <= 0xfffd)
        || c >= 0x10000;
  }
}
