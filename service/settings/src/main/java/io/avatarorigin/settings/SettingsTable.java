package io.avatarorigin.settings;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A program's settings as a table in Markdown, for the document that tells of them.
 *
 * @param flags those that set one setting, by its path
 */
public record SettingsTable(
    List<Setting<?>> settings, EnvironmentNames names, Map<String, String> flags) {
  private static final String BEGIN = "<!-- settings: begin -->\n";
  private static final String END = "<!-- settings: end -->\n";

  public SettingsTable {
    settings = List.copyOf(settings);
    flags = Map.copyOf(flags);
  }

  /**
   * The document with this table between its two marks.
   *
   * @throws IllegalArgumentException when it has no such marks
   */
  public String writtenInto(String document) {
    int begin = document.indexOf(BEGIN);
    int end = document.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("the document has no place for the table of settings");
    }
    return document.substring(0, begin + BEGIN.length()) + table() + document.substring(end);
  }

  private String table() {
    return """
        | key | type | default | variable | flag | meaning |
        |---|---|---|---|---|---|
        """
        + settings.stream().map(this::row).collect(Collectors.joining());
  }

  private String row(Setting<?> setting) {
    return "| `%s` | %s | %s | `%s` | %s | %s |\n"
        .formatted(
            setting.path(),
            setting.kind().description().replace("|", "\\|"),
            code(setting.standard()),
            names.of(setting),
            code(flags.getOrDefault(setting.path(), "")),
            setting.meaning());
  }

  private static String code(String text) {
    return text.isEmpty() ? "" : "`" + text + "`";
  }
}
