package io.avatarorigin.origin.s3.http;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Decodes {@code %XX} once, as strict UTF-8 (RFC 3986, section 2.1). */
public final class PercentDecoding {
  private PercentDecoding() {}

  /** Decodes a part of a path, where a plus is a plus. */
  public static String path(String raw) {
    return decode(raw, '+');
  }

  /** Decodes a name or value of a query, where a plus is a space. */
  public static String queryComponent(String raw) {
    return decode(raw, ' ');
  }

  private static String decode(String raw, char plus) {
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%' || (c == '+' && plus != '+')) {
        return decodeOctets(raw, plus);
      }
      requireVisible(c);
    }
    return raw;
  }

  private static String decodeOctets(String raw, char plus) {
    byte[] octets = new byte[raw.length()];
    int length = 0;
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        octets[length++] = (byte) octetAt(raw, i);
        i += 2;
      } else {
        requireVisible(c);
        octets[length++] = (byte) (c == '+' ? plus : c);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(octets, 0, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedEncodingException("the octets are not UTF-8");
    }
  }

  private static int octetAt(String raw, int percent) {
    if (percent + 2 >= raw.length()) {
      throw new MalformedEncodingException("a percent sign lacks its two hex digits");
    }
    int high = hexDigit(raw.charAt(percent + 1));
    int low = hexDigit(raw.charAt(percent + 2));
    if (high < 0 || low < 0) {
      throw new MalformedEncodingException("a percent sign is not followed by two hex digits");
    }
    return high << 4 | low;
  }

  /** Unlike {@link Character#digit} this takes ASCII digits only. */
  private static int hexDigit(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }

  /** No target holds a number sign, and what is not ASCII was lost in the server's decoding. */
  private static void requireVisible(char c) {
    if (c <= ' ' || c >= 127 || c == '#') {
      throw new MalformedEncodingException("a character that must be percent-encoded is not");
    }
  }
}
