package io.avatarorigin.origin.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.avatarorigin.origin.web.exchange.WebAnswer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the demo page's playground is answered. */
class PlaygroundTest {
  private static final String HASH = "0bc83cb571cd1c50ba6f3e8a78ef1346";
  private static final String PATH = "/vocabulary?hash=" + HASH;
  private static final String ROBOTS =
      """
      name: robots
      prefix: portrait of a robot
      slots:
        - digit: 2
          quarters: [rusty, chrome, red, brass]
      negative: blurry
      """;

  private static RunningWeb shared;

  @BeforeAll
  static void start() {
    shared = RunningWeb.start(SettingsFixture.open().trustedProxies(1));
  }

  @AfterAll
  static void stop() {
    shared.close();
  }

  /** Long enough for every client to have all its tries again. */
  @BeforeEach
  void waitForTries() {
    shared.ticks.addAndGet(Duration.ofSeconds(10).toNanos());
  }

  private static HttpResponse<byte[]> play(String yaml, String... headers) {
    return play(shared, yaml, headers);
  }

  private static HttpResponse<byte[]> play(RunningWeb web, String yaml, String... headers) {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Content-Type";
    all[1] = "application/yaml";
    return web.post(PATH, yaml, all);
  }

  private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }

  @Test
  void tellsWhatAVocabularySaysAboutAHash() throws IOException {
    try (RunningWeb web = RunningWeb.start(SettingsFixture.open())) {
      HttpResponse<byte[]> response = play(web, ROBOTS);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
      assertThat(json(response).toString())
          .isEqualTo(
              "{\"name\":\"robots\",\"prompt\":\"portrait of a robot, brass\","
                  + "\"negativePrompt\":\"blurry\",\"seed\":2028933958,"
                  + "\"slots\":[{\"digit\":2,\"value\":12,\"words\":\"brass\"}]}");
      assertThat(web.heard()).isEqualTo(WebAnswer.PLAYED);
      assertThat(web.source.fetched).isEmpty();
    }
  }

  @Test
  void saysAboutTheVocabularyInForceWhatItsPicturesAreExplainedBy() throws IOException {
    String yaml = new String(shared.get("/vocabulary.yaml").body(), StandardCharsets.UTF_8);
    JsonNode played = json(play(yaml));
    JsonNode explained = json(shared.get("/avatar/" + HASH + ".json"));

    assertThat(yaml).startsWith("#").contains("name: azurda");
    assertThat(played.get("prompt")).isEqualTo(explained.get("prompt"));
    assertThat(played.get("negativePrompt")).isEqualTo(explained.get("negativePrompt"));
    assertThat(played.get("seed")).isEqualTo(explained.get("seed"));
    assertThat(played.get("slots")).isEqualTo(explained.get("slots"));
  }

  @Test
  void tellsEachFaultWithItsPlace() throws IOException {
    HttpResponse<byte[]> response =
        play(ROBOTS.replace("digit: 2", "digit: 99").replace("name: robots", "name: Robots!"));

    assertThat(response.statusCode()).isEqualTo(200);
    JsonNode faults = json(response).get("faults");
    assertThat(faults).hasSize(2);
    assertThat(faults.get(0).get("line").asInt()).isEqualTo(1);
    assertThat(faults.get(0).get("path").asText()).isEqualTo("name");
    assertThat(faults.get(0).get("message").asText()).contains("Robots!");
    assertThat(faults.get(1).get("line").asInt()).isEqualTo(4);
    assertThat(faults.get(1).get("column").asInt()).isEqualTo(12);
    assertThat(json(response).has("prompt")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a: [", "\t", "- - - -", "{}", "\u0000"})
  void findsFaultsInWhatIsNoVocabulary(String yaml) throws IOException {
    assertThat(json(play(yaml)).get("faults")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/vocabulary", "/vocabulary?hash=", "/vocabulary?hash=ada"})
  void wantsAHash(String path) {
    assertThat(shared.post(path, ROBOTS, "Content-Type", "application/yaml").statusCode())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/json", "application/x-www-form-urlencoded"})
  void takesNoTypeThatOtherSitesMaySendUnasked(String type) {
    assertThat(shared.post(PATH, ROBOTS, "Content-Type", type).statusCode()).isEqualTo(415);
    assertThat(shared.post(PATH, ROBOTS).statusCode()).isEqualTo(415);
  }

  @Test
  void takesTheTypeWithACharset() {
    assertThat(
            shared
                .post(PATH, ROBOTS, "Content-Type", "Application/YAML; charset=utf-8")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void answersNoSiteThatAsksWhetherItMaySend() {
    HttpResponse<byte[]> response =
        shared.send(
            "OPTIONS",
            PATH,
            "Origin",
            "https://elsewhere.example",
            "Access-Control-Request-Method",
            "POST");

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("POST");
    assertThat(response.headers().firstValue("Access-Control-Allow-Headers")).isEmpty();
  }

  @Test
  void readsNoMoreThanSixtyFourKibibytes() {
    String most = ROBOTS + "#".repeat((64 << 10) - ROBOTS.length());

    assertThat(play(most).statusCode()).isEqualTo(200);
    assertThat(play(most + "#").statusCode()).isEqualTo(413);
  }

  @Test
  void letsEachClientPlayAFewTimesASecond() {
    for (int i = 0; i < 50; i++) {
      assertThat(play(ROBOTS, "X-Forwarded-For", "192.0.2.1").statusCode()).isEqualTo(200);
    }

    HttpResponse<byte[]> refused = play(ROBOTS, "X-Forwarded-For", "192.0.2.1");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).contains("1");
    assertThat(play(ROBOTS, "X-Forwarded-For", "192.0.2.2").statusCode()).isEqualTo(200);
    shared.ticks.addAndGet(Duration.ofMillis(200).toNanos());
    assertThat(play(ROBOTS, "X-Forwarded-For", "192.0.2.1").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Transfer-Encoding: chunked, 411",
    "Content-Length: 65537, 413",
    "Content-Length: 9223372036854775807, 413"
  })
  void readsNothingOfABodyThatMayBeLong(String length, int status) throws IOException {
    assertThat(begun(shared, length, "7fffffff\r\n")).startsWith("HTTP/1.1 " + status + " ");
  }

  @Test
  void answersNothingToABodyThatDoesNotComeWhole() throws IOException {
    try (RunningWeb web = RunningWeb.start(SettingsFixture.open())) {
      assertThat(begun(web, "Content-Length: 100", "name: robots\n")).isEmpty();
      assertThat(web.heard()).isEqualTo(WebAnswer.UNREADABLE);
    }
  }

  /** What a client is answered that leaves after this much of its body. */
  private static String begun(RunningWeb web, String length, String body) throws IOException {
    String head = "POST %s HTTP/1.1\r\nHost: x\r\nContent-Type: application/yaml\r\n%s\r\n\r\n";
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), web.port())) {
      String sent = head.formatted(PATH, length) + body;
      socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void asksToComeBackWhereTooMuchWaits() {
    try (RunningWeb web = RunningWeb.start(SettingsFixture.open())) {
      web.stopPainting();

      assertThat(play(web, ROBOTS).statusCode()).isEqualTo(503);
    }
  }

  @Test
  void isNotThereWhereItIsTurnedOff() throws IOException {
    try (RunningWeb web = RunningWeb.start(SettingsFixture.open().withoutPlayground())) {
      assertThat(play(web, ROBOTS).statusCode()).isEqualTo(404);
      assertThat(web.get("/vocabulary.yaml").statusCode()).isEqualTo(404);
      assertThat(json(web.get("/page.json")).get("playground").asBoolean()).isFalse();
    }
  }
}
