package io.avatarorigin.origin.s3.http;

/**
 * What a Range header asks of a content of known size (RFC 9110, section 14). Several ranges, other
 * units and what is no range are ignored, as S3 does.
 */
public sealed interface RequestedRange {
  /** The whole content, as if there were no Range header. */
  record Whole() implements RequestedRange {}

  /** The octets from first to last, both included. */
  record Part(long first, long last) implements RequestedRange {
    public Part {
      if (first < 0 || last < first) {
        throw new IllegalArgumentException("a range runs forward from 0: " + first + "-" + last);
      }
    }

    public long length() {
      return last - first + 1;
    }
  }

  /** The range begins after the end, or is of no length: 416. */
  record Unsatisfiable() implements RequestedRange {}

  /** Reads a Range header for a content of so many octets. */
  static RequestedRange parse(String header, long size) {
    String range = header.strip();
    if (!range.regionMatches(true, 0, "bytes=", 0, 6)) {
      return new Whole();
    }
    int dash = range.indexOf('-', 6);
    String first = dash < 0 ? "?" : range.substring(6, dash);
    String last = dash < 0 ? "?" : range.substring(dash + 1);
    if (!isDigits(first) || !isDigits(last) || (first.isEmpty() && last.isEmpty())) {
      return new Whole();
    }
    return first.isEmpty() ? suffix(number(last), size) : span(number(first), last, size);
  }

  private static RequestedRange suffix(long length, long size) {
    if (length == 0 || size == 0) {
      return new Unsatisfiable();
    }
    return new Part(Math.max(0, size - length), size - 1);
  }

  private static RequestedRange span(long first, String lastDigits, long size) {
    long last = lastDigits.isEmpty() ? Long.MAX_VALUE : number(lastDigits);
    if (last < first) {
      return new Whole();
    }
    return first >= size ? new Unsatisfiable() : new Part(first, Math.min(last, size - 1));
  }

  private static boolean isDigits(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** A number beyond 63 bits becomes the greatest, which lies after the end of any content. */
  private static long number(String digits) {
    long number = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (number > (Long.MAX_VALUE - digit) / 10) {
        return Long.MAX_VALUE;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
