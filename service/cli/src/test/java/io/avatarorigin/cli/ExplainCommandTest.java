package io.avatarorigin.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainCommandTest {
  /** MD5 of the empty text. Its seed is 8ecf8427, the digits before the last. */
  private static final String HASH = "d41d8cd98f00b204e9800998ecf8427e";

  @TempDir Path folder;

  @Test
  void printsWhatEachDigitChose() {
    CommandRun run = CommandRun.of(folder, "explain", HASH.toUpperCase(java.util.Locale.ROOT));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("hash      " + HASH)
        .contains("seed      " + 0x8ecf8427L)
        .contains("prompt    headshot, portrait, masterpiece, best quality, 1guy, brown hair,")
        .contains("    0   d  1guy")
        .contains("    1   4  brown hair")
        .contains("    2   1  coffee shop")
        .contains("   11   0  heterochromia", "   13   2  (nothing)");
  }

  @Test
  void printsAnArrayWithOneObjectAHash() throws IOException {
    CommandRun run = CommandRun.of(folder, "explain", "--output", "json", " Ada@Example.org", HASH);

    JsonNode array = new JsonMapper().readTree(run.out());
    assertThat(array).hasSize(2);
    assertThat(array.get(0).get("hash").asText()).isEqualTo("5bfcf2d8e394674550332640d72db509");
    assertThat(array.get(1).fieldNames())
        .toIterable()
        .containsExactly("hash", "prompt", "negativePrompt", "seed", "slots");
    assertThat(array.get(1).get("seed").asLong()).isEqualTo(0x8ecf8427L);
    assertThat(array.get(1).get("slots").get(0).toString())
        .isEqualTo("{\"digit\":0,\"value\":13,\"words\":\"1guy\"}");
  }

  @Test
  void hashesTextsBySha256WhereAsked() {
    assertThat(CommandRun.of(folder, "explain", "--sha256", "ada@example.org").out())
        .contains("cfe00dde46ef942601ffafb9e2825e802858b460e586b8305b344c1eb826357d");
  }

  @Test
  void namesAPresetThatIsNotThere() {
    CommandRun run = CommandRun.of(folder, "explain", "--vocabulary", "asurda", HASH);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("asurda").contains("azurda");
  }

  @Test
  void namesAVocabularyFileThatIsNotThere() {
    CommandRun run = CommandRun.of(folder, "explain", "--vocabulary", "/nowhere/v.yaml", HASH);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("/nowhere/v.yaml");
  }
}
