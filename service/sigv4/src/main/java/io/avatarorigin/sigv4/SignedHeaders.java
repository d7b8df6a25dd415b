package io.avatarorigin.sigv4;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * The list of header names that a signature covers, in the sender's order and spelling.
 *
 * <p>A name may stand in it once and {@value #MOST_NAMES} names at most. Otherwise a small request
 * could name one long header thousands of times and make its canonical form as large as it likes.
 */
public final class SignedHeaders {
  private static final int MOST_NAMES = 128;

  private final String text;
  private final List<String> names;

  private SignedHeaders(String text, List<String> names) {
    this.text = text;
    this.names = names;
  }

  /**
   * Reads names separated by semicolons.
   *
   * @throws SignatureFormatException on an empty or repeated name, or on too many
   */
  public static SignedHeaders parse(String text) {
    List<String> names = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      int end = text.indexOf(';', from);
      end = end < 0 ? text.length() : end;
      if (end == from) {
        throw new SignatureFormatException(
            SignatureFormatException.Component.SIGNED_HEADERS,
            "SignedHeaders holds an empty header name");
      }
      names.add(text.substring(from, end).toLowerCase(Locale.ROOT));
      from = end + 1;
    }
    if (names.size() > MOST_NAMES) {
      throw new SignatureFormatException(
          SignatureFormatException.Component.SIGNED_HEADERS,
          "SignedHeaders names more than " + MOST_NAMES + " headers");
    }
    if (!ascends(names) && new HashSet<>(names).size() < names.size()) {
      throw new SignatureFormatException(
          SignatureFormatException.Component.SIGNED_HEADERS, "SignedHeaders names a header twice");
    }
    return new SignedHeaders(text, names);
  }

  /** The sorted list of all headers given. */
  static SignedHeaders ofAll(Collection<HeaderField> headers) {
    TreeSet<String> names = new TreeSet<>();
    headers.forEach(header -> names.add(header.name().toLowerCase(Locale.ROOT)));
    return parse(String.join(";", names));
  }

  private static boolean ascends(List<String> names) {
    for (int i = 1; i < names.size(); i++) {
      if (names.get(i - 1).compareTo(names.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** The list as sent. */
  public String text() {
    return text;
  }

  /** Whether the header is covered, the case of its name ignored. */
  public boolean covers(String headerName) {
    for (String name : names) {
      if (name.equalsIgnoreCase(headerName)) {
        return true;
      }
    }
    return false;
  }

  /** The names in lower case, in the sender's order. */
  List<String> names() {
    return names;
  }
}
