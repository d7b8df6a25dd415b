package io.avatarorigin.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/vocabulary.md} to what the program does. */
class DocumentationTest {
  private static final Pattern BLOCK =
      Pattern.compile("^```(yaml|text)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private static List<String> blocks(String language) throws IOException {
    String page = Files.readString(Path.of("../../docs/vocabulary.md"));
    return BLOCK
        .matcher(page)
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  @Test
  void theExampleReadsAsThePageSays() throws IOException {
    // Given
    Vocabulary example = Vocabulary.parse(blocks("yaml").getFirst(), "docs/vocabulary.md");

    // When
    Reading reading = example.read(Hash.parse("0bc83cb571cd1c50ba6f3e8a78ef1346"));

    // Then
    assertThat(reading.prompt() + "\n").isEqualTo(blocks("text").getFirst());
    assertThat(reading.seed()).isEqualTo(2811162932L);
  }

  @Test
  void thePresetIsShownAsItIs() throws IOException {
    assertThat(blocks("yaml").getLast()).isEqualTo(Vocabulary.presetYaml("azurda"));
  }

  @Test
  void theFaultsShownAreReported() throws IOException {
    Path golden = Path.of("src/test/resources/FaultsGoldenTest/several-mistakes-at-once");

    assertThat(Files.readAllLines(golden.resolve("out-faults.txt")))
        .containsAll(blocks("text").getLast().lines().toList());
  }
}
