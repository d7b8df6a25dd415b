package io.avatarorigin.model;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files of a model as {@code bundled.index} lists them: digest, size and path, one a line. */
record ModelIndex(List<Entry> entries) {
  /**
   * A file of the model.
   *
   * @param sha256 64 lower-case hex digits
   * @param path below the model's folder, with slashes
   */
  record Entry(String sha256, long bytes, String path) {}

  ModelIndex {
    entries = List.copyOf(entries);
  }

  static ModelIndex parse(byte[] text) {
    return new ModelIndex(
        new String(text, StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.isBlank())
            .map(ModelIndex::entry)
            .toList());
  }

  private static Entry entry(String line) {
    String[] fields = line.strip().split("\\s+", 3);
    if (fields.length != 3
        || !fields[0].matches("[0-9a-f]{64}")
        || !fields[1].matches("\\d{1,18}")
        || fields[2].startsWith("/")
        || List.of(fields[2].split("/", -1)).contains("..")) {
      throw new BundledModelException("the bundled model's index has a line that is none: " + line);
    }
    return new Entry(fields[0], Long.parseLong(fields[1]), fields[2]);
  }
}
