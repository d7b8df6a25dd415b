package io.avatarorigin.origin.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.avatarorigin.origin.DocumentPart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Holds docs/compatibility.md to the clients that are tested; {@code -Dgolden.update=true} rewrites
 * its tables.
 */
class CompatibilityDocumentTest {
  @Test
  void theDocumentListsEveryClientAndWhatItDoesNot() throws IOException {
    new DocumentPart("compatibility.md", "clients").assertIs(tables());
  }

  @ParameterizedTest
  @MethodSource
  void theVersionIsTheOneThatIsInstalled(TestedClient client) throws IOException {
    assertThat(Path.of(client.pin())).content().contains(client.version());
  }

  static Stream<TestedClient> theVersionIsTheOneThatIsInstalled() {
    return TestedClients.ALL.stream().filter(client -> !client.pin().isEmpty());
  }

  private static String tables() {
    return "| client | version | settings besides endpoint, region and keys | in a wrong region |\n"
        + "|---|---|---|---|\n"
        + TestedClients.ALL.stream()
            .map(CompatibilityDocumentTest::row)
            .collect(Collectors.joining())
        + "\nEach of them does, and sees what S3 would show:\n\n"
        + EnumSet.allOf(Check.class).stream()
            .map(check -> "- " + check.words() + exceptions(check) + "\n")
            .collect(Collectors.joining());
  }

  private static String row(TestedClient client) {
    return "| %s | %s | %s | %s |\n"
        .formatted(
            client.name(),
            client.version(),
            client.settings(),
            client.cannot().containsKey(Check.WRONG_REGION)
                ? client.cannot().get(Check.WRONG_REGION)
                : client.correctsRegion() ? "signs again for the right one" : "says so");
  }

  /** One reason after another, each with those that give it. */
  private static String exceptions(Check check) {
    Map<String, List<String>> byReason =
        TestedClients.ALL.stream()
            .filter(client -> client.cannot().containsKey(check))
            .collect(
                Collectors.groupingBy(
                    client -> client.cannot().get(check),
                    LinkedHashMap::new,
                    Collectors.mapping(TestedClient::name, Collectors.toList())));
    return byReason.isEmpty()
        ? ""
        : byReason.entrySet().stream()
            .map(entry -> String.join(", ", entry.getValue()) + ": " + entry.getKey())
            .collect(Collectors.joining("; ", " (not ", ")"));
  }
}
