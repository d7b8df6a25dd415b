package io.avatarorigin.operator.chart;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Values that the operator's chart is rendered with. */
enum ChartCase {
  DEFAULTS,
  LAPTOP,
  GPU,
  HARDENED,
  BARE,
  NAMESPACED,
  EVERYTHING;

  static final Path FOLDER = Path.of("src/test/resources/io/avatarorigin/operator/chart");

  /** Those that people get with the chart; the others are of these tests. */
  private static final List<ChartCase> SHIPPED = List.of(LAPTOP, GPU, HARDENED);

  /** For Helm. */
  List<String> arguments() {
    if (this == DEFAULTS) {
      return List.of();
    }
    Path folder = SHIPPED.contains(this) ? Helm.OPERATOR.resolve("values") : FOLDER;
    return List.of("--values", folder.resolve(label() + ".yaml").toString());
  }

  Path golden() {
    return FOLDER.resolve("out-" + label() + ".yaml");
  }

  private String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
