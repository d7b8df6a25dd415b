package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.diffusion.text.ClipTokenizer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tokens of some thousand texts beside those of transformers' CLIPTokenizer. */
class TokenizerParityTest {

  private static final int TOKENS = 77;

  @ParameterizedTest(name = "{0}")
  @CsvSource({"epsilon, models/epsilon", "bundled, tokens/bundled"})
  void givesTheTokensOfTransformers(String name, String folder) {
    // Given
    ClipTokenizer tokenizer =
        TokenizerFiles.read(new ModelFolder(Fixtures.path(folder)), "tokenizer", TOKENS);
    JsonNode texts = Fixtures.zippedJson("tokens/texts.json.gz");
    ShortBuffer expected =
        ByteBuffer.wrap(Fixtures.unzipped("tokens/" + name + ".ids.gz"))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asShortBuffer();

    // When
    List<String> different = new ArrayList<>();
    for (JsonNode text : texts) {
      int[] tokens = tokens(expected);
      int[] own = tokenizer.tokens(text.textValue());
      if (!Arrays.equals(own, tokens)) {
        different.add(text + ": " + Arrays.toString(own) + " not " + Arrays.toString(tokens));
      }
    }

    // Then
    assertThat(texts.size()).isGreaterThan(2000);
    assertThat(different).isEmpty();
    assertThat(expected.hasRemaining()).isFalse();
  }

  private static int[] tokens(ShortBuffer packed) {
    int[] tokens = new int[Short.toUnsignedInt(packed.get())];
    Arrays.setAll(tokens, i -> Short.toUnsignedInt(packed.get()));
    return tokens;
  }
}
