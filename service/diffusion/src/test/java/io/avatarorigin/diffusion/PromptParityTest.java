package io.avatarorigin.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.avatarorigin.diffusion.text.Prompt;
import io.avatarorigin.diffusion.text.PromptChunker;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Chunks and hidden states of long and weighted prompts beside a reference in Python. */
class PromptParityTest {

  private static final int WIDTH = 8;
  private static final int TOKENS = 77;
  @TempDir private static Path folder;

  private static ModelFolder model;
  private static TextEncoder encoder;

  @BeforeAll
  static void load() throws IOException {
    Fixtures.copyOfModel("epsilon", folder);
    Files.copy(
        Fixtures.path("prompts/text_encoder.onnx"),
        folder.resolve("text_encoder/model.onnx"),
        StandardCopyOption.REPLACE_EXISTING);
    model = new ModelFolder(folder);
    encoder = TextEncoder.load(model, TextRole.ONLY, ExecutionOptions.onCpu());
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @Test
  void cutsPromptsWhereAutomatic1111Does() {
    PromptChunker chunker = new PromptChunker(TokenizerFiles.read(model, "tokenizer", TOKENS));
    for (JsonNode prompt : Fixtures.json("prompts/prompts.json")) {
      String text = prompt.get("prompt").textValue();
      List<List<Integer>> chunks =
          chunker.chunks(Prompt.parse(text)).stream()
              .map(chunk -> Arrays.stream(chunk.ids()).boxed().toList())
              .toList();
      assertThat(chunks).as(text).isEqualTo(expected(prompt.get("chunks")));
    }
  }

  @Test
  void givesTheStatesOfTheReference() {
    FloatBuffer expected =
        ByteBuffer.wrap(Fixtures.unzipped("prompts/states.gz"))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    for (JsonNode node : Fixtures.json("prompts/prompts.json")) {
      Prompt prompt = Prompt.parse(node.get("prompt").textValue());
      float[] states = encoder.encode(prompt, encoder.chunks(prompt), ActiveLoras.NONE).hidden();
      assertThat(states).hasSize(node.get("chunks").size() * TOKENS * WIDTH);
      for (float state : states) {
        assertThat(state).as(node.toString()).isCloseTo(expected.get(), within(1e-4f));
      }
    }
    assertThat(expected.hasRemaining()).isFalse();
  }

  @Test
  void fillsUpWithTheStatesOfTheEmptyPrompt() {
    float[] empty = encoder.encode(Prompt.parse(""), 1, ActiveLoras.NONE).hidden();
    float[] smile = encoder.encode(Prompt.parse("smile"), 1, ActiveLoras.NONE).hidden();
    float[] filled = encoder.encode(Prompt.parse("smile"), 3, ActiveLoras.NONE).hidden();
    assertThat(Arrays.copyOf(filled, smile.length)).isEqualTo(smile);
    for (int i = 1; i < 3; i++) {
      assertThat(Arrays.copyOfRange(filled, i * empty.length, (i + 1) * empty.length))
          .isEqualTo(empty);
    }
  }

  @Test
  void remembersAPromptForEachNumberOfChunks() {
    Prompt prompt = Prompt.parse("blurry");
    TextStates one = encoder.encodeOften(prompt, 1, ActiveLoras.NONE);
    TextStates two = encoder.encodeOften(prompt, 2, ActiveLoras.NONE);
    assertThat(two.hidden()).hasSize(2 * one.hidden().length);
    assertThat(encoder.encodeOften(prompt, 1, ActiveLoras.NONE)).isSameAs(one);
    assertThat(encoder.encodeOften(prompt, 2, ActiveLoras.NONE)).isSameAs(two);
  }

  @Test
  void cutsAPromptThatHasNoRoomLikeDiffusers() {
    String words = "x ".repeat(60) + ", ";
    assertThat(encoder.chunks(Prompt.parse(words + words))).isEqualTo(2);
    assertThat(encoder.encode(Prompt.parse(words + words), 1, ActiveLoras.NONE).hidden())
        .isEqualTo(
            encoder.encode(Prompt.parse(words + "x ".repeat(14)), 1, ActiveLoras.NONE).hidden());
  }

  @Test
  void refusesPromptsOfTooManyChunks() {
    assertThat(encoder.chunks(Prompt.parse("x ".repeat(16 * 75)))).isEqualTo(16);
    assertThatThrownBy(() -> encoder.chunks(Prompt.parse("x ".repeat(16 * 75 + 1))))
        .isInstanceOf(InvalidDrawException.class)
        .hasMessage(
            "the prompt needs 17 chunks of 75 tokens, more than the 16 that are drawn; shorten it");
  }

  @Test
  void refusesWeightsThatNothingCanCompute() {
    Prompt prompt = Prompt.parse("a (b:" + "9".repeat(39) + ")");
    assertThatThrownBy(() -> encoder.encode(prompt, 1, ActiveLoras.NONE).hidden())
        .isInstanceOf(InvalidDrawException.class)
        .hasMessage("the weights of the prompt are beyond what can be computed");
  }

  private static List<List<Integer>> expected(JsonNode chunks) {
    return chunks
        .valueStream()
        .map(chunk -> chunk.valueStream().map(JsonNode::intValue).toList())
        .toList();
  }
}
