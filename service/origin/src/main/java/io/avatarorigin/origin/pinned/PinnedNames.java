package io.avatarorigin.origin.pinned;

import io.avatarorigin.origin.avatar.ImageFormat;
import io.avatarorigin.vocabulary.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What the names of pinned files mean: {@code hash[.ext]}, with the prefix of keys or without, is
 * the picture of that hash; everything else is an object whose key is the name.
 *
 * @param prefix what every key of a picture begins with, empty or ending in a slash
 */
record PinnedNames(String prefix) {
  private static final int LONGEST_KEY = 1024;

  /** Whose picture the file is, if it is one. */
  Optional<Hash> pictured(String name) {
    String rest = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    int dot = rest.indexOf('.');
    String digits = dot < 0 ? rest : rest.substring(0, dot);
    boolean picture = dot < 0 || ImageFormat.ofExtension(rest.substring(dot + 1)).isPresent();
    return picture && Hash.isHash(digits) ? Optional.of(Hash.parse(digits)) : Optional.empty();
  }

  /** Whose hash the last part of a key begins with; barring that hash bars the object. */
  static Optional<Hash> subject(String key) {
    String last = key.substring(key.lastIndexOf('/') + 1);
    int end = 0;
    while (end < last.length() && last.charAt(end) != '.' && last.charAt(end) != '@') {
      end++;
    }
    String digits = last.substring(0, end);
    return Hash.isHash(digits) ? Optional.of(Hash.parse(digits)) : Optional.empty();
  }

  /** Why a name cannot be a key, if so. */
  static Optional<String> fault(String name) {
    if (name.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
      return Optional.of("has a name longer than 1024 bytes, which no key is: rename it");
    }
    if (name.codePoints().anyMatch(PinnedNames::isUnspeakable)) {
      return Optional.of("has characters in its name that S3's lists cannot tell: rename it");
    }
    for (String part : name.split("/", -1)) {
      if (part.isEmpty()) {
        return Optional.of("has an empty part in its name: rename it");
      }
      if (part.startsWith(".")) {
        return Optional.of("is hidden by a dot in its name: rename it if it is to be served");
      }
    }
    return Optional.empty();
  }

  /** What XML cannot hold, and what stands for bytes that are no UTF-8. */
  private static boolean isUnspeakable(int codePoint) {
    return Character.isISOControl(codePoint)
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)
        || codePoint == 0xFFFD
        || codePoint == 0xFFFE
        || codePoint == 0xFFFF;
  }
}
