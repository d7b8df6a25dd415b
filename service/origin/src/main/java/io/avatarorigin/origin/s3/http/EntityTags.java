package io.avatarorigin.origin.s3.http;

/**
 * A list of entity tags as If-Match and If-None-Match have it (RFC 9110, section 8.8.3): {@code *},
 * quoted tags, weak ones, and bare values, which users of SDKs send.
 */
final class EntityTags {
  private final String list;

  EntityTags(String list) {
    this.list = list;
  }

  /** Whether a tag equals this one; a weak tag never does. */
  boolean matchStrongly(String opaqueTag) {
    return match(opaqueTag, false);
  }

  /** Whether a tag equals this one, weak or not. */
  boolean matchWeakly(String opaqueTag) {
    return match(opaqueTag, true);
  }

  private boolean match(String opaqueTag, boolean weakCounts) {
    int at = 0;
    while (at < list.length()) {
      char c = list.charAt(at);
      if (c == ',' || c == ' ' || c == '\t') {
        at++;
        continue;
      }
      boolean weak = list.startsWith("W/", at);
      int from = weak ? at + 2 : at;
      int end = endOfTag(from);
      if ((weakCounts || !weak) && equalsTag(from, end, opaqueTag)) {
        return true;
      }
      at = Math.max(end, at + 1);
    }
    return false;
  }

  /** Past the closing quote of a quoted tag, or at the comma that ends a bare one. */
  private int endOfTag(int from) {
    if (from < list.length() && list.charAt(from) == '"') {
      int quote = list.indexOf('"', from + 1);
      return quote < 0 ? list.length() : quote + 1;
    }
    int comma = list.indexOf(',', from);
    return comma < 0 ? list.length() : comma;
  }

  private boolean equalsTag(int from, int end, String opaqueTag) {
    String tag = list.substring(from, end).strip();
    if (tag.equals("*") || tag.equals(opaqueTag)) {
      return true;
    }
    return tag.length() == opaqueTag.length() + 2
        && tag.charAt(0) == '"'
        && tag.endsWith("\"")
        && tag.startsWith(opaqueTag, 1);
  }
}
