package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenizerFilesTest {

  private static final int TOKENS = 77;

  @Test
  void padsWithTheTokenOfTheMapRatherThanTheConfig() {
    ModelFolder folder = new ModelFolder(Fixtures.path("models/epsilon"));
    int padding = Fixtures.json("models/epsilon/tokenizer/vocab.json").get("!").intValue();
    int[] ids = TokenizerFiles.read(folder, "tokenizer", TOKENS).frame(new int[] {5});
    assertThat(ids).hasSize(TOKENS).endsWith(padding);
  }

  @Test
  void namesTheLineOfABadMerge(@TempDir Path folder) throws IOException {
    Path merges =
        Fixtures.copyOfModel("epsilon", folder).resolve("tokenizer").resolve("merges.txt");
    Files.writeString(merges, "#version: 0.2\nh e\noops\n");
    assertThatThrownBy(() -> TokenizerFiles.read(new ModelFolder(folder), "tokenizer", TOKENS))
        .isInstanceOf(ModelException.class)
        .hasMessage("tokenizer/merges.txt: line 3 must be two tokens: oops");
  }

  @Test
  void saysWhichTokenTheVocabularyLacks(@TempDir Path folder) throws IOException {
    Path vocabulary =
        Fixtures.copyOfModel("epsilon", folder).resolve("tokenizer").resolve("vocab.json");
    Files.writeString(vocabulary, "{\"a\": 0, \"<|endoftext|>\": 1}");
    assertThatThrownBy(() -> TokenizerFiles.read(new ModelFolder(folder), "tokenizer", TOKENS))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("the vocabulary lacks the token");
  }
}
