package io.avatarorigin.origin.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.avatarorigin.vocabulary.Hash;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainTest {
  private static final String HASH = "0bc83cb571cd1c50ba6f3e8a78ef1346";

  private static final String PINNED = "1bc83cb571cd1c50ba6f3e8a78ef1346";

  private static RunningWeb web;

  @BeforeAll
  static void start() {
    web = RunningWeb.start(SettingsFixture.open());
  }

  @AfterAll
  static void stop() {
    web.close();
  }

  private static JsonNode json(String path) throws IOException {
    HttpResponse<byte[]> response = web.get(path);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.headers().firstValue("X-Robots-Tag")).contains("noindex");
    assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    return new ObjectMapper().readTree(response.body());
  }

  @Test
  void tellsWhatDecidesThePictureWithoutDrawingIt() throws IOException {
    JsonNode json = json("/avatar/" + HASH + ".json");

    assertThat(json.get("hash").asText()).isEqualTo(HASH);
    assertThat(json.get("prompt").asText())
        .startsWith("headshot, portrait, masterpiece, best quality, 1guy, red hair, landscape")
        .endsWith("pants");
    assertThat(json.get("negativePrompt").asText()).startsWith("person in distance");
    assertThat(json.get("seed").asLong()).isEqualTo(0xa78ef134L);
    assertThat(json.get("slots").get(1).toString())
        .isEqualTo("{\"digit\":1,\"value\":11,\"words\":\"red hair\"}");
    assertThat(json.get("sampler").toString())
        .isEqualTo(
            "{\"scheduler\":\"DPMSolverMultistep\",\"karras\":true,\"steps\":20,"
                + "\"guidanceScale\":7.0,\"size\":256,\"noise\":\"cpu\"}");
    assertThat(json.get("modelDigest").asText()).isEqualTo("5ee1");
    assertThat(json.get("contentVersion").asText())
        .isEqualTo(RunningWeb.RECIPES.contentVersion().digits());
    assertThat(json.get("url").asText()).isEqualTo("/avatar/" + HASH + "@80.jpg");
    assertThat(web.source.fetched).isEmpty();
  }

  @Test
  void namesThePictureInTheSizeAsked() throws IOException {
    assertThat(json("/avatar/" + HASH + "@256.json").get("url").asText()).endsWith("@256.jpg");
    assertThat(json("/avatar/" + HASH + ".json?s=40").get("url").asText()).endsWith("@40.jpg");
  }

  @Test
  void saysOfAPinnedPictureThatItIsPinnedAndNothingElse() throws IOException {
    web.source.pinned.add(Hash.parse(PINNED));

    JsonNode json = json("/avatar/" + PINNED + "@40.json");

    assertThat(json.toString())
        .isEqualTo(
            "{\"hash\":\"%s\",\"pinned\":true,\"url\":\"/avatar/%s@40.jpg\"}"
                .formatted(PINNED, PINNED));
  }

  @Test
  void answersHead() {
    HttpResponse<byte[]> response = web.head("/avatar/" + HASH + ".json");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody.json", ".json", HASH + ".png.json", HASH + "@0.json"})
  void explainsNothingThatIsNoKey(String name) {
    assertThat(web.get("/avatar/" + name).statusCode()).isEqualTo(404);
  }
}
