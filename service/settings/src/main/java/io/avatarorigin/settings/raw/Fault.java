package io.avatarorigin.settings.raw;

/**
 * Something wrong in the settings.
 *
 * @param place where it stands: {@code file:line}, an environment variable or a flag; empty when it
 *     stands nowhere, being missing
 * @param path the setting, for example {@code s3.buckets[0].name}; empty for a whole file
 * @param message what is wrong, and what would be right; never holds a secret
 */
public record Fault(String place, String path, String message) {
  /** The fault in one line, whatever the settings hold. */
  @Override
  public String toString() {
    String text =
        (place.isEmpty() ? "" : place + ": ") + (path.isEmpty() ? "" : path + ": ") + message;
    return text.replaceAll("\\p{Cntrl}", " ");
  }
}
