package io.avatarorigin.origin.store;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One pass over the files of a folder tree {@code ab/cd/NAME}, in which a name begins with the
 * digits of its folders, in the order of the names. Holds the names of one folder of each depth;
 * what lies before a position is not read. Used by one thread.
 */
final class FolderTree {
  private static final int DIGITS = 2;
  private static final int LEAF_DIGITS = 2 * DIGITS;

  private final Path top;
  private final Function<Path, List<String>> reader;

  /** The folder read last of each depth, by how many digits lead to it. */
  private final Map<Integer, Folder> open = new HashMap<>();

  /** What is in the folder that these digits lead to; folders in it with their digits in front. */
  private record Folder(String digits, NavigableSet<String> names) {}

  /**
   * @param reader tells which names are in a folder, in any order; none if there is none
   */
  FolderTree(Path top, Function<Path, List<String>> reader) {
    this.top = top;
    this.reader = reader;
  }

  /** The first name that is the position or behind it; positions never go back. */
  Optional<String> from(String position) {
    Optional<String> leaf =
        leafFrom(position.substring(0, Math.min(LEAF_DIGITS, position.length())));
    while (leaf.isPresent()) {
      Optional<String> name = Optional.ofNullable(names(leaf.get()).ceiling(position));
      if (name.isPresent()) {
        return name;
      }
      leaf = leafFrom(leaf.get() + '\0');
    }
    return Optional.empty();
  }

  private Optional<String> leafFrom(String digits) {
    NavigableSet<String> outer =
        names("").tailSet(digits.substring(0, Math.min(DIGITS, digits.length())), true);
    for (String folder : outer) {
      Optional<String> leaf = Optional.ofNullable(names(folder).ceiling(digits));
      if (leaf.isPresent()) {
        return leaf;
      }
    }
    return Optional.empty();
  }

  private NavigableSet<String> names(String digits) {
    Folder known = open.get(digits.length());
    if (known != null && known.digits().equals(digits)) {
      return known.names();
    }
    NavigableSet<String> names = read(digits);
    open.put(digits.length(), new Folder(digits, names));
    return names;
  }

  private NavigableSet<String> read(String digits) {
    Path folder = top;
    for (int i = 0; i < digits.length(); i += DIGITS) {
      folder = folder.resolve(digits.substring(i, i + DIGITS));
    }
    NavigableSet<String> names = new TreeSet<>();
    for (String name : reader.apply(folder)) {
      if (digits.length() == LEAF_DIGITS && name.startsWith(digits)) {
        names.add(name);
      } else if (digits.length() < LEAF_DIGITS && name.length() == DIGITS) {
        names.add(digits + name);
      }
    }
    return names;
  }
}
