package io.avatarorigin.origin.s3.list;

import java.util.Comparator;
import java.util.Optional;

/**
 * The order of keys in lists: by the unsigned octets of their UTF-8, which is that of code points
 * and, above U+FFFF, not that of {@link String#compareTo}.
 */
public final class KeyOrder {
  /** Compares two keys. */
  public static final Comparator<String> COMPARATOR = KeyOrder::compare;

  private KeyOrder() {}

  private static int compare(String a, String b) {
    int common = Math.min(a.length(), b.length());
    for (int i = 0; i < common; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return rank(a.charAt(i)) - rank(b.charAt(i));
      }
    }
    return a.length() - b.length();
  }

  /** Surrogates stand for code points above all others. */
  private static int rank(char c) {
    return Character.isSurrogate(c) ? c + 0x10000 : c;
  }

  /** The position right behind a key. */
  public static String after(String key) {
    return key + '\0';
  }

  /** The position right behind all keys that begin so, unless nothing can be behind them. */
  public static Optional<String> afterAll(String prefix) {
    int end = prefix.length();
    while (end > 0) {
      int last = prefix.codePointBefore(end);
      end -= Character.charCount(last);
      if (last < Character.MAX_CODE_POINT) {
        int next = last + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : last + 1;
        return Optional.of(prefix.substring(0, end) + Character.toString(next));
      }
    }
    return Optional.empty();
  }
}
