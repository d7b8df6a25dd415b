package io.avatarorigin.sigv4;

import java.util.List;
import java.util.Objects;

/**
 * The one spelling of a request that both sides hash, in the form S3 uses: the path is encoded once
 * and never normalised.
 *
 * @param text method, path, query, headers, names of the headers and payload hash, a line each
 */
public record CanonicalRequest(String text) {
  public CanonicalRequest {
    Objects.requireNonNull(text, "text");
  }

  /** Builds it; the payload hash stands in it as given. */
  public static CanonicalRequest of(
      SignableRequest request, SignedHeaders signedHeaders, String payloadHash) {
    StringBuilder out = new StringBuilder(512);
    out.append(request.method()).append('\n');
    if (request.rawPath().isEmpty()) {
      out.append('/');
    }
    PercentEncoding.appendPath(out, request.rawPath());
    out.append('\n');
    request.query().appendCanonical(out);
    out.append('\n');
    for (String name : signedHeaders.names()) {
      out.append(name).append(':');
      appendValues(out, name, request.headers());
      out.append('\n');
    }
    out.append('\n').append(signedHeaders.text()).append('\n').append(payloadHash);
    return new CanonicalRequest(out.toString());
  }

  /** Lower-case hex SHA-256 of the text in UTF-8. */
  public String hash() {
    return Sha256.hex(text);
  }

  private static void appendValues(StringBuilder out, String name, List<HeaderField> headers) {
    boolean first = true;
    for (int i = 0; i < headers.size(); i++) {
      HeaderField header = headers.get(i);
      if (header.name().equalsIgnoreCase(name)) {
        if (!first) {
          out.append(',');
        }
        first = false;
        appendCollapsed(out, header.value());
      }
    }
  }

  /** Drops outer blanks and makes one space of each inner run, inside quotes too. */
  private static void appendCollapsed(StringBuilder out, String value) {
    if (isCollapsed(value)) {
      out.append(value);
      return;
    }
    int start = out.length();
    boolean blank = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (isBlank(c)) {
        blank = true;
        continue;
      }
      if (blank && out.length() > start) {
        out.append(' ');
      }
      blank = false;
      out.append(c);
    }
  }

  /** Whether a value holds single spaces between other characters at most, as nearly all do. */
  private static boolean isCollapsed(String value) {
    boolean blank = true;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\t' || (blank && c == ' ')) {
        return false;
      }
      blank = c == ' ';
    }
    return !blank || value.isEmpty();
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }
}
