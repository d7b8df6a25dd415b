package io.avatarorigin.origin.config.setting;

import java.util.Locale;

/**
 * One line of the table of settings.
 *
 * @param path keys joined by dots, for example {@code s3.port}
 * @param standard the default as it would be written; empty when there is none to write
 * @param meaning one or two sentences for docs/configuration.md
 */
public record Setting<T>(String path, Kind<T> kind, String standard, String meaning) {
  static final String ENVIRONMENT_PREFIX = "AVATAR_ORIGIN_";

  /** The environment variable that overrides the file. */
  public String environment() {
    return ENVIRONMENT_PREFIX + path.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }
}
