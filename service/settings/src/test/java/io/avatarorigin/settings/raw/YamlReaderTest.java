package io.avatarorigin.settings.raw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(10) // what is hostile here would go on for years
class YamlReaderTest {
  private final List<Fault> faults = new ArrayList<>();

  @TempDir Path folder;

  private Value.Fields read(String yaml) throws IOException {
    Path file = folder.resolve("config.yaml");
    Files.writeString(file, yaml, UTF_8);
    Value.Fields fields = YamlReader.readFile(file, faults);
    faults.replaceAll(
        fault -> new Fault(fault.place().replace(folder + "/", ""), fault.path(), fault.message()));
    return fields;
  }

  private String shown() {
    return faults.stream().map(Fault::toString).collect(Collectors.joining("\n"));
  }

  @Test
  void takesAnchorsAndAliases() throws IOException {
    Value.Fields fields = read("a: &x [1, 2]\nb: *x\n");

    assertThat(faults).isEmpty();
    assertThat(fields.fields().get("b").value()).isInstanceOf(Value.Items.class);
  }

  @Test
  void refusesNestingBeforeItExhaustsTheStack() throws IOException {
    read("a:\n" + "  b: " + "[".repeat(100_000));

    assertThat(shown()).isEqualTo("config.yaml:2: is nested too deeply");
  }

  @Test
  void refusesMergesBeforeTheyGrow() throws IOException {
    String merges =
        IntStream.range(1, 30)
            .mapToObj(i -> "a%d: &a%d {<<: [*a%d, *a%d]}\n".formatted(i, i, i - 1, i - 1))
            .collect(Collectors.joining());
    read("a0: &a0 {b: 1}\n" + merges);

    assertThat(shown()).startsWith("config.yaml:2: takes no merge keys (<<); write the keys out");
  }

  @Test
  void refusesAliasesThatGrow() throws IOException {
    String lists =
        IntStream.range(1, 10)
            .mapToObj(i -> "a%d: &a%d [%s]\n".formatted(i, i, fiveOf("*a" + (i - 1))))
            .collect(Collectors.joining());
    read("a0: &a0 [1, 2, 3, 4, 5]\n" + lists);

    assertThat(shown()).isEqualTo("config.yaml:1: holds more than 10000 values");
  }

  @Test
  void refusesAliasesOfThemselves() throws IOException {
    read("a: &x [%s]\n".formatted(fiveOf("*x")));

    assertThat(shown()).isEqualTo("config.yaml:1: is nested too deeply");
  }

  @Test
  void refusesEscapesBeyondUnicode() throws IOException {
    read("a: \"\\UFFFFFFFF\"\n");

    assertThat(shown())
        .isEqualTo("config.yaml:1: is not YAML: a character escape behind this is beyond Unicode");
  }

  @Test
  void namesControlCharactersInOneLine() throws IOException {
    read("a: 1\nb: \u0007\n");

    assertThat(shown()).startsWith("config.yaml: is not YAML: ").doesNotContain("\n");
  }

  private static String fiveOf(String alias) {
    return String.join(", ", alias, alias, alias, alias, alias);
  }
}
