package io.avatarorigin.operator.binding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every reason that a bucket's conditions can have is in docs/tigris.md, and no other. */
class ReasonsTest {
  private static final Path SOURCES = Path.of("src/main/java/io/avatarorigin/operator/binding");
  private static final Path DOCUMENT = Path.of("../docs/tigris.md");
  private static final Pattern GIVEN =
      Pattern.compile(
          "(Finding\\.yes|Finding\\.no|Finding\\.notYet|Step\\.Refuse)\\(\\s*(\"\\w+\"|UNAVAILABLE),");
  private static final Pattern CONDITION = Pattern.compile("(?ms)^### \\w+\n(.*?)(?=^##)");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+`) \\| (\\w+) \\|");
  private static final Pattern REASON = Pattern.compile("`(\\w+)`");
  private static final Map<String, String> STATUS =
      Map.of(
          "Finding.yes", "True",
          "Finding.no", "False",
          "Finding.notYet", "Unknown",
          "Step.Refuse", "False");

  @Test
  void areDocumented() throws IOException {
    assertThat(documented()).containsExactlyElementsOf(given());
  }

  /** What the sources give, each as {@code reason status}. */
  private static Set<String> given() throws IOException {
    Set<String> given = new TreeSet<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        GIVEN
            .matcher(Files.readString(file))
            .results()
            .map(match -> reason(match.group(2)) + " " + STATUS.get(match.group(1)))
            .forEach(given::add);
      }
    }
    assertThat(given).hasSizeGreaterThan(20);
    return given;
  }

  private static String reason(String literalOrConstant) {
    return literalOrConstant.equals("UNAVAILABLE")
        ? Failures.UNAVAILABLE
        : literalOrConstant.replace("\"", "");
  }

  private static Set<String> documented() throws IOException {
    return CONDITION
        .matcher(section(Files.readString(DOCUMENT)))
        .results()
        .flatMap(section -> ROW.matcher(section.group(1)).results())
        .flatMap(ReasonsTest::reasons)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String section(String document) {
    return document.substring(document.indexOf("\n## Symptom, cause, act\n"));
  }

  private static Stream<String> reasons(MatchResult row) {
    return REASON
        .matcher(row.group(1))
        .results()
        .map(reason -> reason.group(1) + " " + row.group(2));
  }
}
