package io.avatarorigin.settings;

import java.util.List;
import java.util.Locale;

/**
 * How the variables of one program's settings are named.
 *
 * @param prefix what they begin with, for example {@code AVATAR_ORIGIN_}
 * @param foreign what variables of other programs begin with, though they begin with the prefix
 */
public record EnvironmentNames(String prefix, List<String> foreign) {
  public EnvironmentNames {
    foreign = List.copyOf(foreign);
  }

  /** The variable that overrides the file. */
  public String of(Setting<?> setting) {
    return prefix + setting.path().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }

  /** The variable that names the configuration file, where no flag does. */
  public String ofFile() {
    return prefix + "CONFIG";
  }

  /** Whether the variable is meant for this program. */
  boolean include(String variable) {
    return variable.startsWith(prefix) && foreign.stream().noneMatch(variable::startsWith);
  }
}
