package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.diffusion.text.ClipTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TokenizerFilesTest {

  private static final int TOKENS = 77;

  /** "!", which special_tokens_map.json sets against the tokenizer_config.json. */
  private static final int PADDING =
      Fixtures.json("models/epsilon/tokenizer/vocab.json").get("!").intValue();

  private static final ClipTokenizer TOKENIZER =
      TokenizerFiles.read(new ModelFolder(Fixtures.path("models/epsilon")), "tokenizer", TOKENS);

  static Stream<JsonNode> texts() {
    return StreamSupport.stream(Fixtures.json("tokens.json").spliterator(), false);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void givesTheIdentifiersOfTransformers(JsonNode text) {
    JsonNode ids = text.get("ids");
    int[] expected = new int[TOKENS];
    Arrays.fill(expected, PADDING);
    for (int i = 0; i < ids.size(); i++) {
      expected[i] = ids.get(i).intValue();
    }
    int[] tokens = TOKENIZER.tokens(text.get("text").textValue());
    assertThat(TOKENIZER.frame(tokens)).isEqualTo(expected);
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
