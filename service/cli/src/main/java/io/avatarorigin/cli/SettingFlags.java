package io.avatarorigin.cli;

import io.avatarorigin.settings.ConfigSources;
import io.avatarorigin.settings.EnvironmentNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a command line says of settings. */
final class SettingFlags {
  private final Console console;
  private final List<ConfigSources.Flag> flags = new ArrayList<>();

  /**
   * @param others what {@code --set} said
   */
  SettingFlags(Console console, Map<String, String> others) {
    this.console = console;
    others.forEach((path, text) -> add("--set", path, text));
  }

  /**
   * A flag for a setting.
   *
   * @param text what was given, null where nothing was
   */
  SettingFlags add(String name, String path, @Nullable String text) {
    if (text != null) {
      flags.add(new ConfigSources.Flag(name, path, text));
    }
    return this;
  }

  /**
   * Everything that settings are read from.
   *
   * @param file the file that a flag names, null where none does
   */
  ConfigSources sources(@Nullable Path file, EnvironmentNames names) {
    return new ConfigSources(
        Optional.ofNullable(file).or(() -> fileInEnvironment(names)),
        console.environment(),
        flags,
        Runtime.getRuntime().availableProcessors());
  }

  private Optional<Path> fileInEnvironment(EnvironmentNames names) {
    return Optional.ofNullable(console.environment().get(names.ofFile()))
        .filter(file -> !file.isEmpty())
        .map(Path::of);
  }
}
