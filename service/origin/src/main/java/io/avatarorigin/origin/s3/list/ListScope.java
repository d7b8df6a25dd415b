package io.avatarorigin.origin.s3.list;

import java.util.Optional;

/**
 * Which keys a list is about, and which of them it tells as one group.
 *
 * @param prefix what every key begins with; empty for all
 * @param delimiter what ends a group, looked for behind the prefix; never empty
 */
record ListScope(String prefix, Optional<String> delimiter) {
  ListScope {
    if (delimiter.isPresent() && delimiter.get().isEmpty()) {
      throw new IllegalArgumentException("a delimiter is not empty");
    }
  }

  boolean holds(String key) {
    return key.startsWith(prefix);
  }

  /** The position, or where the scope begins if that is behind it. */
  String atOrBehind(String position) {
    return KeyOrder.COMPARATOR.compare(position, prefix) < 0 ? prefix : position;
  }

  /** The group of a key of this scope, from the key's beginning through the delimiter. */
  Optional<String> group(String key) {
    if (delimiter.isEmpty()) {
      return Optional.empty();
    }
    int at = key.indexOf(delimiter.get(), prefix.length());
    return at < 0 ? Optional.empty() : Optional.of(key.substring(0, at + delimiter.get().length()));
  }

  /**
   * Where the list goes on behind a key or group, which need not exist. A group comes before its
   * keys, so that behind one of these the group is over.
   */
  ListStart behind(String marker) {
    Optional<String> group = holds(marker) ? group(marker) : Optional.empty();
    return group.isPresent() ? ListStart.behindAll(group.get()) : ListStart.behind(marker);
  }
}
