package io.avatarorigin.settings;

import java.util.List;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes all settings as YAML, each on a line of its own. */
public final class ConfigPrinter {
  private static final int MAX_WIDTH = 1_000_000;

  private final Dump dump =
      new Dump(
          DumpSettings.builder()
              .setDefaultFlowStyle(FlowStyle.FLOW)
              .setWidth(MAX_WIDTH)
              .setSplitLines(false)
              .build());
  private final StringBuilder yaml = new StringBuilder();

  private ConfigPrinter() {}

  /** The settings in this order, with a comment where each was set unless that is the default. */
  public static String print(List<Setting<?>> settings, Values values) {
    ConfigPrinter printer = new ConfigPrinter();
    List<String> section = List.of();
    for (Setting<?> setting : settings) {
      List<String> keys = List.of(setting.path().split("\\.", -1));
      List<String> parents = keys.subList(0, keys.size() - 1);
      printer.open(section, parents);
      section = parents;
      printer.line(keys, values.plain(setting) == null ? "" : printer.flow(values, setting));
      printer.comment(values.place(setting));
    }
    return printer.yaml.toString();
  }

  private void open(List<String> current, List<String> wanted) {
    for (int depth = 0; depth < wanted.size(); depth++) {
      if (current.size() <= depth
          || !current.subList(0, depth + 1).equals(wanted.subList(0, depth + 1))) {
        line(wanted.subList(0, depth + 1), "");
        yaml.append('\n');
      }
    }
  }

  private void line(List<String> keys, String value) {
    yaml.append("  ".repeat(keys.size() - 1)).append(keys.getLast()).append(':');
    yaml.append(value.isEmpty() ? "" : " " + value);
  }

  private void comment(String place) {
    yaml.append(place.isEmpty() ? "" : " # " + place).append('\n');
  }

  private String flow(Values values, Setting<?> setting) {
    return dump.dumpToString(values.plain(setting)).strip();
  }
}
