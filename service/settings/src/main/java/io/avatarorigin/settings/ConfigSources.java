package io.avatarorigin.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What settings are read from; the environment counts more than the file, and flags more than both.
 *
 * @param environment all of the process's variables
 * @param cores how many processors there are
 */
public record ConfigSources(
    Optional<Path> file, Map<String, String> environment, List<Flag> flags, int cores) {
  /** A setting given on the command line by the flag of this name. */
  public record Flag(String name, String path, String text) {}

  /** The program's folder among the user's data, by the XDG specification. */
  public Path dataFolder(String program) {
    return Optional.ofNullable(environment.get("XDG_DATA_HOME"))
        .map(Path::of)
        .filter(Path::isAbsolute) // the specification: a relative path is to be ignored
        .orElse(Path.of(environment.getOrDefault("HOME", "."), ".local", "share"))
        .resolve(program);
  }

  public ConfigSources {
    environment = Map.copyOf(environment);
    flags = List.copyOf(flags);
  }
}
