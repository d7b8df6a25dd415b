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
  void saysWhichSpecialTokenTheVocabularyLacks(@TempDir Path folder) throws IOException {
    Path vocabulary =
        Fixtures.copyOfModel("epsilon", folder).resolve("tokenizer").resolve("vocab.json");
    Files.writeString(vocabulary, "{\"a\": 0, \"<|endoftext|>\": 1}");
    assertThatThrownBy(() -> TokenizerFiles.read(new ModelFolder(folder), "tokenizer", TOKENS))
        .isInstanceOf(ModelException.class)
        .hasMessage(
            "tokenizer/vocab.json: lacks the special token <|startoftext|>, which the tokenizer's"
                + " configs name");
  }

  @Test
  void saysWhichMergeTheVocabularyLacks(@TempDir Path folder) throws IOException {
    Path merges =
        Fixtures.copyOfModel("epsilon", folder).resolve("tokenizer").resolve("merges.txt");
    Files.writeString(merges, "#version: 0.2\nq q\n");
    assertThatThrownBy(() -> TokenizerFiles.read(new ModelFolder(folder), "tokenizer", TOKENS))
        .isInstanceOf(ModelException.class)
        .hasMessage("tokenizer/merges.txt: line 2 needs the token qq, which vocab.json lacks");
  }

  @Test
  void saysWhichTokenHasNoEmbedding(@TempDir Path folder) throws IOException {
    Fixtures.copyOfModel("epsilon", folder);
    int tokens = Fixtures.json("models/epsilon/tokenizer/vocab.json").size();
    Path config = folder.resolve("text_encoder/config.json");
    Files.writeString(config, "{\"vocab_size\": " + tokens + "}");
    StableDiffusion.load(folder, ExecutionOptions.onCpu()).close();

    Files.writeString(config, "{\"vocab_size\": " + (tokens - 1) + "}");

    assertThatThrownBy(() -> StableDiffusion.load(folder, ExecutionOptions.onCpu()))
        .isInstanceOf(ModelException.class)
        .hasMessageStartingWith("tokenizer/vocab.json: ")
        .hasMessageEndingWith(
            "%d is not one of the %d tokens of vocab_size in text_encoder/config.json",
            tokens - 1, tokens - 1);
  }
}
