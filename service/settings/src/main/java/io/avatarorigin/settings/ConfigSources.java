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

  public ConfigSources {
    environment = Map.copyOf(environment);
    flags = List.copyOf(flags);
  }
}
