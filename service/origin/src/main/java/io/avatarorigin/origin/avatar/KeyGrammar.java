package io.avatarorigin.origin.avatar;

import io.avatarorigin.vocabulary.Hash;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads keys of the form {@code [prefix/]hash[@size][.ext]}. A key that does not fit, or asks for a
 * size that is not offered, names nothing.
 *
 * @param prefix what every key begins with, empty or ending in a slash
 * @param sizes the sizes that are offered; empty for every size of {@link RenditionKey}
 * @param nativeSize the size of a key that names none, always offered
 * @param defaultFormat the format of a key without extension
 */
public record KeyGrammar(
    String prefix, Set<Integer> sizes, int nativeSize, ImageFormat defaultFormat) {
  public KeyGrammar {
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      throw new IllegalArgumentException("a key prefix ends in a slash: " + prefix);
    }
    sizes = Set.copyOf(sizes);
  }

  /** The rendition that the key names, if it names one. */
  public Optional<RenditionKey> parse(String key) {
    if (!key.startsWith(prefix)) {
      return Optional.empty();
    }
    String name = key.substring(prefix.length());
    int dot = name.indexOf('.');
    Optional<ImageFormat> format =
        dot < 0 ? Optional.of(defaultFormat) : ImageFormat.ofExtension(name.substring(dot + 1));
    String stem = dot < 0 ? name : name.substring(0, dot);
    int at = stem.indexOf('@');
    String digits = at < 0 ? stem : stem.substring(0, at);
    int size = at < 0 ? nativeSize : parseSize(stem.substring(at + 1));
    if (format.isEmpty() || !offers(size) || !Hash.isHash(digits)) {
      return Optional.empty();
    }
    return Optional.of(new RenditionKey(Hash.parse(digits), size, format.get()));
  }

  /** Whether renditions of this size are served. */
  public boolean offers(int size) {
    return size >= 1
        && size <= RenditionKey.MAX_SIZE
        && (sizes.isEmpty() || size == nativeSize || sizes.contains(size));
  }

  /**
   * The offered size that is nearest above this one, or this one where it is offered; the largest
   * where none is above.
   */
  public int nextOffered(int size) {
    if (offers(size)) {
      return size;
    }
    TreeSet<Integer> offered = new TreeSet<>(sizes);
    offered.add(nativeSize);
    Integer next = offered.ceiling(size);
    return next == null ? offered.last() : next;
  }

  /** Plain decimal digits without sign or leading zero, else 0, which is no size. */
  private static int parseSize(String text) {
    if (text.isEmpty() || text.length() > 4 || text.charAt(0) == '0') {
      return 0;
    }
    int size = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return 0;
      }
      size = size * 10 + digit;
    }
    return size;
  }
}
