package io.avatarorigin.worker.fetch.source;

import java.util.Arrays;

/** Names of files below a folder, by slashes, as somebody else lists them. */
final class RemotePath {
  private RemotePath() {}

  /**
   * Requires that a name stays below the folder that it is put into.
   *
   * @throws IllegalArgumentException when it could lead elsewhere
   */
  static void require(String path) {
    boolean plain =
        !path.contains("\\")
            && path.chars().noneMatch(Character::isISOControl)
            && Arrays.stream(path.split("/", -1)).allMatch(RemotePath::isName);
    if (!plain) {
      throw new IllegalArgumentException(
          "\"" + path.replaceAll("\\p{Cntrl}", "?") + "\" is no name below a folder");
    }
  }

  private static boolean isName(String segment) {
    return !segment.isEmpty() && !segment.equals(".") && !segment.equals("..");
  }
}
