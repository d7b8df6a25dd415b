package io.avatarorigin.cli;

import java.nio.file.Path;
import java.util.Optional;

/** The user's cache folder: what is there can be made again, and is for this user alone. */
final class UserCache {
  private UserCache() {}

  /** A folder below it, which may not be there yet; nothing where the user has no such place. */
  static Optional<Path> folder(Console console, String name) {
    String home = console.environment().getOrDefault("HOME", "");
    String named = console.environment().getOrDefault("XDG_CACHE_HOME", "");
    if (named.isEmpty() && home.isEmpty()) {
      return Optional.empty();
    }
    Path base = named.isEmpty() ? Path.of(home, ".cache") : Path.of(named);
    return base.isAbsolute()
        ? Optional.of(base.resolve("avatar-origin").resolve(name))
        : Optional.empty();
  }

  /** Where graphs that ONNX Runtime has optimized are stored. */
  static Optional<Path> graphs(Console console) {
    return folder(console, "graphs");
  }
}
