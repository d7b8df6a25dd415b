package io.avatarorigin.operator.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table of values out of values.yaml: a row for each key that has a comment right above it. Every
 * key has one, or stands below or above one that has.
 */
final class ValuesTable {
  private static final Pattern KEY = Pattern.compile("( *)([A-Za-z0-9_-]+):(.*)");
  private static final Pattern COMMENT = Pattern.compile(" *# ?(.*)");

  private final JsonNode values;
  private final Deque<Level> open = new ArrayDeque<>();
  private final List<Row> rows = new ArrayList<>();
  private final List<String> comment = new ArrayList<>();

  private ValuesTable(JsonNode values) {
    this.values = values;
  }

  private record Level(int indent, String key, boolean hasComment) {}

  private record Row(List<String> path, String meaning) {}

  static String of(String yaml) throws JsonProcessingException {
    ValuesTable table = new ValuesTable(new YAMLMapper().readTree(yaml));
    yaml.lines().forEach(table::read);
    return table.print();
  }

  private void read(String line) {
    Matcher remark = COMMENT.matcher(line);
    Matcher key = KEY.matcher(line);
    if (remark.matches()) {
      comment.add(remark.group(1));
    } else if (key.matches()) {
      key(key.group(1).length(), key.group(2));
      comment.clear();
    } else {
      comment.clear();
    }
  }

  private void key(int indent, String name) {
    while (!open.isEmpty() && open.peek().indent() >= indent) {
      open.pop();
    }
    boolean isWithinExplained = open.stream().anyMatch(Level::hasComment);
    open.push(new Level(indent, name, !comment.isEmpty()));
    List<String> path = open.reversed().stream().map(Level::key).toList();
    if (!comment.isEmpty()) {
      rows.add(new Row(path, String.join(" ", comment)));
    } else if (!isWithinExplained && !at(path).isObject()) {
      throw new AssertionError("values.yaml does not say what this is: " + path);
    }
  }

  private JsonNode at(List<String> path) {
    JsonNode node = values;
    for (String name : path) {
      node = node.path(name);
    }
    return node;
  }

  private String print() throws JsonProcessingException {
    StringBuilder text = new StringBuilder("| value | default | meaning |\n|---|---|---|\n");
    for (Row row : rows) {
      text.append(
          "| `%s` | %s | %s |\n"
              .formatted(
                  String.join(".", row.path()), preset(row), row.meaning().replace("|", "\\|")));
    }
    return text.toString();
  }

  /**
   * Nothing for those whose parts have rows of their own, and for long ones, which are in the file.
   */
  private String preset(Row row) throws JsonProcessingException {
    boolean hasParts =
        rows.stream()
            .map(Row::path)
            .anyMatch(
                path ->
                    path.size() > row.path().size()
                        && path.subList(0, row.path().size()).equals(row.path()));
    String json = new ObjectMapper().writeValueAsString(at(row.path()));
    return hasParts || json.length() > 150 ? "" : "`" + json + "`";
  }
}
