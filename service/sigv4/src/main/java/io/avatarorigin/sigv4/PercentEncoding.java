package io.avatarorigin.sigv4;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The single percent-encoding of S3 signatures (RFC 3986, section 2): unreserved octets stand bare,
 * every other one is {@code %XX} in upper case, and what arrives encoded is not encoded again.
 */
final class PercentEncoding {
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();
  private static final boolean[] UNRESERVED = new boolean[128];

  static {
    for (char c = 0; c < 128; c++) {
      UNRESERVED[c] =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '.'
              || c == '_'
              || c == '~';
    }
  }

  private PercentEncoding() {}

  /** Appends a raw path; slashes, empty and dot segments stay as they are. */
  static void appendPath(StringBuilder out, String rawPath) {
    int at = 0;
    while (at < rawPath.length()
        && (isUnreserved(rawPath.charAt(at)) || rawPath.charAt(at) == '/')) {
      at++;
    }
    out.append(rawPath, 0, at);
    while (at < rawPath.length()) {
      char c = rawPath.charAt(at);
      if (isUnreserved(c) || c == '/') {
        out.append(c);
        at++;
      } else {
        at = appendOther(out, rawPath, at);
      }
    }
  }

  /** The canonical form of one raw name or value of a query, where a plus is a space. */
  static String queryComponent(String rawQuery, int from, int to) {
    int at = from;
    while (at < to && isUnreserved(rawQuery.charAt(at))) {
      at++;
    }
    if (at == to) {
      return rawQuery.substring(from, to);
    }
    String raw = rawQuery.substring(from, to);
    StringBuilder out = new StringBuilder(raw.length() + 16);
    at = 0;
    while (at < raw.length()) {
      char c = raw.charAt(at);
      if (isUnreserved(c)) {
        out.append(c);
        at++;
      } else if (c == '+') {
        out.append("%20");
        at++;
      } else {
        at = appendOther(out, raw, at);
      }
    }
    return out.toString();
  }

  /** Encodes plain text, in which a percent sign is only that. */
  static String encode(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      appendOctet(out, octet & 0xff);
    }
    return out.toString();
  }

  /** The text behind a canonical component; octets that are no UTF-8 become U+FFFD. */
  static String decode(String canonical) {
    if (canonical.indexOf('%') < 0) {
      return canonical;
    }
    ByteArrayOutputStream octets = new ByteArrayOutputStream(canonical.length());
    for (int at = 0; at < canonical.length(); at++) {
      char c = canonical.charAt(at);
      if (c == '%') {
        octets.write(octetAt(canonical, at));
        at += 2;
      } else {
        octets.write(c);
      }
    }
    return octets.toString(StandardCharsets.UTF_8);
  }

  private static int appendOther(StringBuilder out, String raw, int at) {
    int octet = octetAt(raw, at);
    if (octet >= 0) {
      appendOctet(out, octet);
      return at + 3;
    }
    int end = at + Character.charCount(raw.codePointAt(at));
    for (byte plain : raw.substring(at, end).getBytes(StandardCharsets.UTF_8)) {
      appendOctet(out, plain & 0xff);
    }
    return end;
  }

  private static void appendOctet(StringBuilder out, int octet) {
    if (isUnreserved((char) octet)) {
      out.append((char) octet);
    } else {
      out.append('%').append(HEX[octet >> 4]).append(HEX[octet & 15]);
    }
  }

  /** The octet of a valid {@code %XX} at this place, else -1. */
  private static int octetAt(String raw, int at) {
    if (raw.charAt(at) != '%' || at + 2 >= raw.length()) {
      return -1;
    }
    int high = hexDigit(raw.charAt(at + 1));
    int low = hexDigit(raw.charAt(at + 2));
    return high < 0 || low < 0 ? -1 : (high << 4) | low;
  }

  /** Unlike {@link Character#digit} this takes ASCII digits only. */
  private static int hexDigit(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  private static boolean isUnreserved(char c) {
    return c < 128 && UNRESERVED[c];
  }
}
